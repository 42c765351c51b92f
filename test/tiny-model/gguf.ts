/** A language model of half a megabyte with random weights, in the format of llama.cpp: real decoding, no sense. */

const EMBEDDING = 64;
const LAYERS = 2;
const HEADS = 4;
const FEED_FORWARD = 128;
const CONTEXT = 8192;

/** Kinds of tokens, as llama.cpp numbers them. */
const KIND = { normal: 1, unknown: 2, control: 3, unused: 5, byte: 6 } as const;

/** Types of metadata values. */
const TYPE = { uint32: 4, float32: 6, bool: 7, string: 8, array: 9, int32: 5 } as const;

interface Token {
  readonly text: string;
  readonly kind: number;
  readonly score: number;
}

/** The bytes of the model file; the same every time. */
export function tinyModel(): Buffer {
  const tokens = vocabulary();
  const tensors = tensorsFor(tokens.length);
  const metadata = metadataFor(tokens);
  const random = randomNumbers();
  let offset = 0;
  const heads: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const { name, sizes } of tensors) {
    const count = sizes.reduce((product, size) => product * size, 1);
    // Norms are ones: anything else silences the layers.
    const values = Float32Array.from({ length: count }, () => (sizes.length === 1 ? 1 : random() * 0.4));
    const bytes = Buffer.from(values.buffer);
    heads.push(Buffer.concat([text(name), uint32(sizes.length), ...sizes.map(uint64), uint32(0), uint64(offset)]));
    bodies.push(padded(bytes));
    offset += padded(bytes).length;
  }
  const head = [Buffer.from("GGUF"), uint32(3), uint64(tensors.length), uint64(metadata.length), ...metadata, ...heads];
  return Buffer.concat([padded(Buffer.concat(head)), ...bodies]);
}

function vocabulary(): Token[] {
  const special = ["<unk>", "<s>", "</s>"].map((text, at) => ({
    text,
    kind: at === 0 ? KIND.unknown : KIND.control,
    score: 0,
  }));
  // A byte beyond ASCII alone is broken UTF-8, which a model without sense would write.
  const bytes = Array.from({ length: 256 }, (_, byte) => ({
    text: `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
    kind: byte < 0x80 ? KIND.byte : KIND.unused,
    score: 0,
  }));
  const space = { text: "▁", kind: KIND.normal, score: -1 };
  const letters = Array.from({ length: 94 }, (_, at) => ({
    text: String.fromCharCode(33 + at),
    kind: KIND.normal,
    score: -10 - at / 100,
  }));
  return [...special, ...bytes, space, ...letters];
}

function metadataFor(tokens: readonly Token[]): Buffer[] {
  const entry = (key: string, type: number, value: Buffer) => Buffer.concat([text(key), uint32(type), value]);
  const list = (key: string, type: number, values: readonly Buffer[]) =>
    entry(key, TYPE.array, Buffer.concat([uint32(type), uint64(values.length), ...values]));
  const word = (key: string, value: string) => entry(key, TYPE.string, text(value));
  const count = (key: string, value: number) => entry(key, TYPE.uint32, uint32(value));
  const flag = (key: string, value: boolean) => entry(key, TYPE.bool, Buffer.from([value ? 1 : 0]));
  return [
    word("general.architecture", "llama"),
    word("general.name", "tiny-random"),
    count("general.file_type", 0),
    count("llama.context_length", CONTEXT),
    count("llama.embedding_length", EMBEDDING),
    count("llama.block_count", LAYERS),
    count("llama.feed_forward_length", FEED_FORWARD),
    count("llama.attention.head_count", HEADS),
    count("llama.attention.head_count_kv", HEADS),
    entry("llama.attention.layer_norm_rms_epsilon", TYPE.float32, float32(1e-5)),
    count("llama.rope.dimension_count", EMBEDDING / HEADS),
    count("llama.vocab_size", tokens.length),
    word("tokenizer.ggml.model", "llama"),
    list(
      "tokenizer.ggml.tokens",
      TYPE.string,
      tokens.map((token) => text(token.text)),
    ),
    list(
      "tokenizer.ggml.scores",
      TYPE.float32,
      tokens.map(({ score }) => float32(score)),
    ),
    list(
      "tokenizer.ggml.token_type",
      TYPE.int32,
      tokens.map(({ kind }) => int32(kind)),
    ),
    count("tokenizer.ggml.bos_token_id", 1),
    count("tokenizer.ggml.eos_token_id", 2),
    count("tokenizer.ggml.unknown_token_id", 0),
    flag("tokenizer.ggml.add_bos_token", true),
    flag("tokenizer.ggml.add_space_prefix", false),
    word("tokenizer.chat_template", "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant: "),
  ];
}

function tensorsFor(words: number): { readonly name: string; readonly sizes: readonly number[] }[] {
  const layers = Array.from({ length: LAYERS }, (_, at) => at).flatMap((at) => [
    { name: `blk.${at}.attn_norm.weight`, sizes: [EMBEDDING] },
    ...["q", "k", "v", "output"].map((part) => ({
      name: `blk.${at}.attn_${part}.weight`,
      sizes: [EMBEDDING, EMBEDDING],
    })),
    { name: `blk.${at}.ffn_norm.weight`, sizes: [EMBEDDING] },
    { name: `blk.${at}.ffn_gate.weight`, sizes: [EMBEDDING, FEED_FORWARD] },
    { name: `blk.${at}.ffn_up.weight`, sizes: [EMBEDDING, FEED_FORWARD] },
    { name: `blk.${at}.ffn_down.weight`, sizes: [FEED_FORWARD, EMBEDDING] },
  ]);
  return [
    { name: "token_embd.weight", sizes: [EMBEDDING, words] },
    { name: "output_norm.weight", sizes: [EMBEDDING] },
    { name: "output.weight", sizes: [EMBEDDING, words] },
    ...layers,
  ];
}

/** In [-0.5, 0.5). */
function randomNumbers(): () => number {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((32 - (bytes.length % 32)) % 32)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
