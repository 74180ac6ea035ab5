// A browser's part of the conversation with a server: its connections, its cookie, its commands.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

const PASSWORD = "kendali-demo";

/** The identity of a command: a UUIDv7, as browsers make it. */
function newCommand() {
  const now = Date.now().toString(16).padStart(12, "0");
  return `${now.slice(0, 8)}-${now.slice(8)}-7${randomUUID().slice(15)}`;
}

export class Client {
  #port;
  #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor({ port }) {
    this.#port = port;
  }

  /** One request; answers status, headers, body, and the milliseconds to the first byte of the body and to the last. */
  ask(path, { cookie = "", body, encoding = "identity" } = {}) {
    return new Promise((done, failed) => {
      const begun = performance.now();
      const headers = { cookie, "accept-encoding": encoding };
      if (body) Object.assign(headers, { "content-type": "application/json", accept: "application/json" });
      const options = { host: "127.0.0.1", port: this.#port, path, method: body ? "POST" : "GET", headers };
      const sent = request({ ...options, agent: this.#agent }, (answer) => {
        const chunks = [];
        let first;
        answer.on("data", (chunk) => ((first ??= performance.now() - begun), chunks.push(chunk)));
        answer.on("end", () => {
          const last = performance.now() - begun;
          done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks), first, last });
        });
      });
      sent.on("error", failed);
      sent.end(body ? JSON.stringify(body) : undefined);
    });
  }

  /** Signs somebody of the demonstration office in; answers the cookie. */
  async signIn(name) {
    const answer = await this.ask("/api/account/sign_in", { body: { name, password: PASSWORD, computer: "own" } });
    if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${answer.status} ${answer.body}`);
    return answer.headers["set-cookie"].map((line) => line.split(";")[0]).join("; ");
  }

  /** The cards that the person of the cookie holds, the first of every group. */
  async held(cookie, service) {
    const answer = await this.ask("/api/board/read", { cookie, body: { service, query: { mine: true } } });
    if (answer.status !== 200) throw new Error(`the board cannot be read: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body).board.cards;
  }

  /** A command on a dossier as it was seen; answers its card. */
  async act(cookie, { dossier, seen }, command) {
    const body = { dossier, seen, id: newCommand(), command };
    const answer = await this.ask("/api/command/act", { cookie, body });
    if (answer.status !== 200) throw new Error(`${command.command}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body).card;
  }

  /** Ends the connections. */
  close() {
    this.#agent.destroy();
  }
}
