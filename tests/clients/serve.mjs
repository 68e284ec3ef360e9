// Starts and stops the program's HTTP server.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { program, root } from "./examples.mjs";

/** Starts it on a free port of this machine; `url` is where the protocol is spoken. */
export async function serve(...args) {
  const server = spawn(program, ["serve", "--url", "http://127.0.0.1:0", "--root", root, ...args], { cwd: root, stdio: ["ignore", "inherit", "pipe"] });
  const log = [];
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: server.stderr }).on("line", (line) => {
      log.push(line);
      const address = /listening on (\S+)/.exec(line);
      if (address) resolve(address[1].replace(/,$/, ""));
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${log.join("\n")}`)));
  });
  return { url, log, pid: server.pid, stop: () => stop(server) };
}

/** Tells it to end. Resolves with its exit code. */
function stop(server) {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  return ended;
}
