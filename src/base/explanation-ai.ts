import type { Explanation } from "./explanation.ts";

/** Codes of what keeps language models from answering. */
export const aiExplanations: Readonly<Record<string, Explanation>> = {
  "ai-context-length": {
    meaning: "The question, with the schema of its answer, is longer than what the model can read.",
    remedy: "Choose a model that reads more (--ai-model). Until then this operation's answers are generated.",
  },
  "ai-model-unknown": {
    meaning: "The provider does not have the model: its name is misspelt, or it was retired, or not pulled yet.",
    remedy: "Choose one of the models that the message lists; for Ollama, `ollama pull` it. Then start Helix again.",
  },
  "ai-payment": {
    meaning: "The provider wants to be paid first: the account has no credit left.",
    remedy: "Add credit there and start Helix again, or choose another provider.",
  },
  "ai-rate-limit": {
    meaning: "The provider was asked more often than the account allows. It is left alone for as long as it says.",
    remedy: "Nothing needs to be done; a budget such as --ai-budget 20rpm keeps below the limit.",
  },
  "ai-rejected": {
    meaning: "The provider does not take this question, for example because its filters object to what is in it.",
    remedy: "The message has its reason. Other questions are still asked.",
  },
  "ai-silent": {
    meaning: "No language model told anything for this answer, and answers must not be generated instead.",
    remedy: "The detail says why none did. Without --ai-auto-fallback=false the answer is generated.",
  },
  "ai-timeout": {
    meaning: "The model took longer than --ai-timeout allows.",
    remedy: "Allow more time, or choose a faster model. A model that Ollama loads for the first time takes a minute.",
  },
  "ai-unauthorized": {
    meaning: "The provider does not know the key, or the key may not do this.",
    remedy: "Check the key and the provider that it is for, then start Helix again.",
  },
  "ai-unavailable": {
    meaning:
      "The provider cannot be reached, or fails by its own account. After five failures it is left alone for a while.",
    remedy: "Check the network and the provider's status; for a local one, whether it runs, and on which port.",
  },
  "ai-unusable": {
    meaning: "The model answered, but nothing that could be read: it was cut off, refused, or is not JSON.",
    remedy: "If this happens often, choose another model, or allow longer answers (--ai-max-tokens).",
  },
};
