import { createServer } from "node:net";
import { Aedes } from "aedes";

// Aedes with nothing added: no sign-in, no storage. Prints its port, ends when told.
const aedes = await Aedes.createBroker();
const server = createServer(aedes.handle);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" && address !== null ? address.port : 0);
});
process.on("SIGTERM", () => process.exit(0));
