import { builtSample, type Sample } from "./sample.ts";

const RATE = 8000;
/** A twentieth of a second, one byte each. */
const SAMPLES = 400;

/** A moment of silence (RIFF WAVE, PCM of 8 bits, one channel). */
export const wav: Sample = builtSample({
  extension: "wav",
  types: ["audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave"],
  magic: [
    [0, "RIFF"],
    [8, "WAVE"],
  ],
  build() {
    const header = Buffer.alloc(44);
    header.write("RIFF", 0);
    header.writeUInt32LE(36 + SAMPLES, 4);
    header.write("WAVEfmt ", 8);
    header.writeUInt32LE(16, 16); // bytes of the format that follows:
    header.writeUInt16LE(1, 20); // PCM
    header.writeUInt16LE(1, 22); // of one channel,
    header.writeUInt32LE(RATE, 24); // samples
    header.writeUInt32LE(RATE, 28); // and bytes a second,
    header.writeUInt16LE(1, 32); // one byte
    header.writeUInt16LE(8, 34); // of 8 bits a sample
    header.write("data", 36);
    header.writeUInt32LE(SAMPLES, 40);
    // Samples of 8 bits have no sign: 128 is silence.
    return Buffer.concat([header, Buffer.alloc(SAMPLES, 128)]);
  },
});
