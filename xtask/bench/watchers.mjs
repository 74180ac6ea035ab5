// Many browsers that watch one board: when the last of them has heard of a move.
import { request } from "node:http";
import { performance } from "node:perf_hooks";

/** Opens so many streams; `heard(seq, at, bytes)` is called with each numbered message that one of them hears. */
export async function watch({ port }, cookie, topic, count, heard) {
  const open = () =>
    new Promise((done, failed) => {
      const path = `/events?topik=${topic}&sejak=0`;
      const sent = request({ host: "127.0.0.1", port, path, headers: { cookie, accept: "text/event-stream" }, agent: false }, (answer) => {
        if (answer.statusCode !== 200) return failed(new Error(`a stream was refused: ${answer.statusCode}`));
        let rest = "";
        answer.on("data", (chunk) => {
          const at = performance.now();
          const messages = (rest + chunk.toString("latin1")).split("\n\n");
          rest = messages.pop();
          for (const message of messages) {
            const seq = /^id: ?(\d+)$/m.exec(message);
            if (seq) heard(Number(seq[1]), at, message.length + 2);
          }
        });
        answer.once("data", () => done(sent));
      });
      sent.on("error", failed);
      sent.end();
    });
  const streams = [];
  // Some at a time, as browsers come.
  while (streams.length < count) {
    const some = Array.from({ length: Math.min(100, count - streams.length) }, open);
    streams.push(...(await Promise.all(some)));
  }
  return () => streams.forEach((stream) => stream.destroy());
}
