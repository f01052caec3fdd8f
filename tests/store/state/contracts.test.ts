import { onTestFinished } from "vitest";
import { type MemoryContents, openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import type { Store } from "../../../store/store.ts";
import { accountsContract } from "../../contracts/accounts.ts";
import { type OpenOutbox, outboxContract } from "../../contracts/outbox.ts";
import { stateQueriesContract } from "../../contracts/state-queries.ts";
import { type OpenState, stateStoreContract } from "../../contracts/state-store.ts";
import { tokensContract } from "../../contracts/tokens.ts";
import { trailContract } from "../../contracts/trail.ts";
import { effects, writerOn } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

stateStoreContract("SQLite", async () => {
  const folder = await temporaryFolder();
  const open = async (): Promise<OpenState> => {
    const store = await openTestStore({ folder });
    const reopen = async () => {
      await store.close();
      return open();
    };
    return { ...store, reopen };
  };
  return open();
});

stateStoreContract("memory", async () => {
  const open = (contents?: MemoryContents): OpenState => {
    const store = openMemoryStore({ clock: () => noon, ...(contents === undefined ? {} : { contents }) });
    return { ...store, reopen: async () => open(store.contents) };
  };
  return open();
});

stateQueriesContract("SQLite", () => openTestStore());

stateQueriesContract("memory", async () => openMemoryStore({ clock: () => noon }));

outboxContract("SQLite", async () => {
  const clock = { now: noon };
  return openOutbox(await openTestStore({}, () => clock.now), clock);
});

outboxContract("memory", async () => {
  const clock = { now: noon };
  return openOutbox(openMemoryStore({ clock: () => clock.now }), clock);
});

function openOutbox({ state, outbox, inbox }: Store, clock: { now: number }): OpenOutbox {
  const commit = writerOn(state);
  return {
    outbox,
    inbox,
    queue: async (deliveries, bodies = []) => (await commit(effects({ deliveries, bodies }))).deliveries,
    markAudited: (auditedDeliveries) => commit(effects({ auditedDeliveries })),
    setClock: (at) => {
      clock.now = at;
    },
  };
}

trailContract("SQLite", () => openTestStore());

trailContract("memory", async () => openMemoryStore({ clock: () => noon }));

trailContract("SQLite, read by a command", async () => {
  const store = await openTestStore();
  const { trail, close } = openCommandStore(store.folder, () => noon);
  onTestFinished(close);
  return { ...store, trail };
});

tokensContract("SQLite, changed by another connection", async () => {
  const { credentials, accounts, revocations, folder } = await openTestStore();
  const { devices, tokens, close } = openCommandStore(folder, () => noon);
  onTestFinished(close);
  return { credentials, accounts, revocations, devices, tokens };
});

tokensContract("memory", async () => openMemoryStore({ clock: () => noon }));

accountsContract("SQLite", async () => {
  const { people, folder } = await openTestStore();
  const { people: commands, close } = openCommandStore(folder, () => noon);
  onTestFinished(close);
  return { people, changeElsewhere: async (accountId, change) => commands.change(accountId, change) };
});

accountsContract("memory", async () => {
  const { people } = openMemoryStore({ clock: () => noon });
  return { people, changeElsewhere: (accountId, change) => people.change(accountId, change) };
});
