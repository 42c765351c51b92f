import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A request to `specs/shop.yaml` of which the server has said that it goes on with it, and that it answers after some time. */
export async function inFlight(url: string | undefined, milliseconds: number): Promise<{ wire: Promise<string> }> {
  const socket = connect(Number(new URL(url ?? "").port), "127.0.0.1");
  const body = '{"country":"SE","weight_grams":500}';
  const lines = [
    "POST /quotes HTTP/1.1",
    "Host: a",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    `Prefer: delay=${milliseconds}`,
    "Expect: 100-continue",
  ];
  const wire = readAll(socket);
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  await once(socket, "data");
  socket.write(body);
  return { wire };
}

async function readAll(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("latin1").on("data", (piece) => {
    text += piece;
  });
  socket.on("error", () => {});
  await new Promise((resolve) => socket.on("close", resolve));
  return text;
}
