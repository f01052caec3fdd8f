import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { loadCity } from "../../city/load-city.ts";
import { influxSource } from "../../dashboards/influx-query.ts";
import { cityMapUrl } from "../../dashboards/panels/city-map.ts";
import { loadSettings } from "../../hub/settings/load-settings.ts";
import { measurements } from "../../influx/schema/measurements.ts";
import { influxCredentials } from "../../influx/server/influx-credentials.ts";
import { resolveSecrets } from "../../webhooks/endpoints/resolve-secrets.ts";
import { hubFlags } from "../support/processes/hub-process.ts";

const root = resolve(import.meta.dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: unknown;
  readonly logging: object;
  readonly healthcheck: { readonly test: readonly string[] };
}

const compose = parse(read("docker-compose.yml")) as {
  readonly services: Readonly<Record<"hub" | "influxdb" | "grafana", Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const { hub, influxdb, grafana } = compose.services;
const dockerfile = read("Dockerfile");
/** Variables of the image, as `ENV` gives them. */
const imageEnv = Object.fromEntries(
  [...dockerfile.matchAll(/\b(GUANLAN_\w+)=(\S+)/g)].map(([, name = "", value]) => [name, value ?? ""]),
);

/** .env as the generator writes it. */
function writtenEnv(): { readonly values: Readonly<Record<string, string>>; readonly mode: number } {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-env-"));
  const path = join(folder, ".env");
  try {
    const run = (): Buffer =>
      execFileSync("sh", [join(root, "deploy/write-env.sh"), path], { stdio: ["ignore", "pipe", "ignore"] });
    run();
    const values = Object.fromEntries(
      [...readFileSync(path, "utf8").matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    const mode = statSync(path).mode & 0o777;
    expect(run, "a second run must not overwrite").toThrow();
    return { values, mode };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const env = writtenEnv();

/** A value as compose fills it from .env; throws for what neither .env nor a default gives. */
function filled(text: string): string {
  return text.replaceAll(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (gap, name: string, fallback?: string) => {
    const value = env.values[name] ?? fallback;
    if (value === undefined) throw new Error(`${gap} has no value`);
    return value;
  });
}

const environmentOf = (service: Service): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(service.environment).map(([name, value]) => [name, filled(value)]));

it("secrets: each a fresh one in .env that others cannot read, every one of them used, none in a file of the repository", () => {
  expect(env.mode).toBe(0o600);
  const values = Object.values(env.values);
  expect(new Set(values).size).toBe(values.length);
  for (const value of values) expect(value.length).toBeGreaterThanOrEqual(44);
  expect(writtenEnv().values).not.toEqual(env.values);
  const asked = new Set([...read("docker-compose.yml").matchAll(/\$\{(\w+):\?/g)].map((match) => match[1]));
  expect([...asked].toSorted()).toEqual(Object.keys(env.values).toSorted());
  expect(read(".gitignore").split("\n")).toContain(".env");
});

it("images are pinned, and the hub's is the Node it is tested with", () => {
  expect(influxdb.image).toBe("influxdb:2.9.1");
  expect(grafana.image).toMatch(/^grafana\/grafana:\d+\.\d+\.\d+$/);
  const { optionalDependencies, version } = JSON.parse(read("package.json")) as {
    optionalDependencies: Record<string, string>;
    version: string;
  };
  const nodes = [...dockerfile.matchAll(/^FROM node:(\d+\.\d+\.\d+)-/gm)].map((match) => match[1]);
  expect(new Set(nodes)).toEqual(new Set(Object.values(optionalDependencies)));
  expect(hub.image).toBe(`guanlan:${version}`);
});

it("Node.js is given the same flags wherever the hub is started", () => {
  const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
  const starts = {
    start: scripts.start,
    dev: scripts.dev?.replace("--watch ", ""),
    image: /^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1]?.replaceAll(/[[\],"]/g, ""),
    service: /^ExecStart=(.*)$/m.exec(read("deploy/systemd/guanlan.service"))?.[1],
  };
  const command = `node ${hubFlags.join(" ")} cli/guanlan.ts`;
  for (const [name, start] of Object.entries(starts)) expect(start, name).toContain(command);
});

it("every port is loopback's unless asked otherwise, InfluxDB has none, and each is one a service listens on", () => {
  expect(influxdb.ports).toBeUndefined();
  const settings = hubSettings();
  const listened = { hub: [settings.broker.tcp.port, settings.broker.ws.port, settings.api.port], grafana: [3000] };
  for (const [name, ports] of Object.entries(listened)) {
    const published = compose.services[name as "hub"].ports!.map((port) => filled(port));
    expect(published.toSorted()).toEqual(ports.map((port) => `127.0.0.1:${port}:${port}`).toSorted());
  }
  for (const port of listened.hub) expect(dockerfile).toMatch(new RegExp(`EXPOSE.*\\b${port}\\b`));
});

it("the hub's variables are settings it knows, and reach InfluxDB under the user that its script makes", () => {
  const settings = hubSettings();
  expect(settings.store.folder).toBe("/data");
  expect(settings.api.host).toBe("0.0.0.0");
  const { influx } = settings;
  expect(influx).toMatchObject({ enabled: true, database: environmentOf(influxdb).DOCKER_INFLUXDB_INIT_BUCKET });
  expect(new URL(influx.url).hostname).toBe("influxdb");
  const script = read("deploy/influxdb/10-users.sh");
  expect(script).toContain(`--username ${influx.username} --password "$INFLUX_HUB_PASSWORD"`);
  const credentials = influxCredentials(influx, environmentOf(hub), () => "");
  expect(credentials).toMatchObject({ kind: "password", password: environmentOf(influxdb).INFLUX_HUB_PASSWORD });
  const { endpoints } = loadCity(join(root, settings.hub.city));
  expect(() => resolveSecrets(endpoints, environmentOf(hub), () => "")).not.toThrow();
});

it("the users' script runs, writes with one user and only reads with the other", () => {
  const path = join(root, "deploy/influxdb/10-users.sh");
  expect(statSync(path).mode & 0o111).not.toBe(0);
  expect(influxdb.volumes).toContain("./deploy/influxdb:/docker-entrypoint-initdb.d:ro");
  const folder = mkdtempSync(join(tmpdir(), "guanlan-influx-cli-"));
  try {
    execFileSync("sh", [
      "-c",
      `printf '#!/bin/sh\\nprintf "%%s|" "$@" >> ${folder}/said; echo >> ${folder}/said\\n' > ${folder}/influx && chmod +x ${folder}/influx`,
    ]);
    execFileSync("bash", [path], {
      env: { PATH: `${folder}:${process.env.PATH}`, ...environmentOf(influxdb), DOCKER_INFLUXDB_INIT_BUCKET_ID: "b1" },
    });
    const [writes = "", reads = ""] = readFileSync(join(folder, "said"), "utf8").split("\n");
    expect(writes).toContain("--read-bucket|b1|--write-bucket|b1|");
    expect(reads).toContain(
      `--username|${datasource().user}|--password|${env.values.INFLUX_GRAFANA_PASSWORD}|--read-bucket|b1|`,
    );
    expect(reads).not.toContain("write-bucket");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("every path that is mounted is in the repository, every volume declared, every root but InfluxDB's read-only", () => {
  for (const { volumes } of Object.values(compose.services)) {
    for (const [source = ""] of volumes.map((volume) => volume.split(":"))) {
      if (source.startsWith("./")) expect(existsSync(join(root, source)), source).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  }
  for (const service of [hub, grafana]) {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(["ALL"]);
  }
  expect(hub.volumes).toContain(`hub-data:${imageEnv.GUANLAN_STORE__FOLDER}`);
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toContain("--omit=optional");
});

it("health commands ask for what is there: the hub's own command against a hub's own path", () => {
  const { test } = hub.healthcheck;
  expect(test.at(-1)).toContain(`http://127.0.0.1:${hubSettings().api.port}/health`);
  expect(read("api/routes/health.ts")).toContain('"/health"');
  const [, command = ""] = /^HEALTHCHECK[^[]*CMD (\[[^\n]*\])$/m.exec(dockerfile) ?? [];
  expect(JSON.parse(command)).toEqual(test.slice(1));
  expect(grafana.healthcheck.test.at(-1)).toBe("http://127.0.0.1:3000/api/health");
  expect(influxdb.healthcheck.test).toEqual(["CMD", "influx", "ping", "--host", "http://127.0.0.1:8086"]);
});

it("one service that is down holds up no other, and none fills the disk with what it says", () => {
  for (const { depends_on, logging } of Object.values(compose.services)) {
    expect(depends_on).toBeUndefined();
    expect(logging).toMatchObject({ driver: "local", options: { "max-size": "10m" } });
  }
});

it("the hub's health command succeeds on a hub that answers, and on nothing else", async () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/health" ? 200 : 404;
    response.end("{}");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const command = (path: string): Promise<number | null> => {
    const code = hub.healthcheck.test.at(-1)!.replace("8080/health", `${port}/${path}`);
    return new Promise((ended) => spawn(process.execPath, ["-e", code]).on("exit", ended));
  };
  expect(await command("health")).toBe(0);
  expect(await command("nothing")).toBe(1);
  await new Promise((closed) => server.close(closed));
  expect(await command("health")).toBe(1);
});

it("the image holds every source the hub imports and none of the dashboards' builder", () => {
  // The console's pages are built in a stage of their own, from their sources and the words in them.
  const image = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  const copied = [...image.matchAll(/^COPY ([\w-]+) \1$/gm)].map((match) => match[1] as string);
  const imported = new Set([...closureOf("cli/guanlan.ts")].map((path) => path.split("/")[0] as string));
  expect(copied.filter((room) => room !== "cities").toSorted()).toEqual([...imported].toSorted());
  const allowed = read(".dockerignore")
    .split("\n")
    .filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  const files = ["package.json", "package-lock.json", ".npmrc", "tsconfig.json"];
  expect(allowed.toSorted()).toEqual([...copied, "console", ...files].toSorted());
});

it("Grafana: one data source for the boards, folders and home of each language, anonymous only when asked for", () => {
  const variables = environmentOf(grafana);
  expect(datasource()).toMatchObject({ uid: influxSource.uid, type: influxSource.type, url: hubSettings().influx.url });
  expect(datasource().jsonData).toMatchObject({ version: "InfluxQL", dbName: hubSettings().influx.database });
  expect(datasource().secureJsonData.password).toBe("$INFLUX_GRAFANA_PASSWORD");
  expect(variables.INFLUX_GRAFANA_PASSWORD).toBe(env.values.INFLUX_GRAFANA_PASSWORD);
  const mounts = new Map(
    grafana.volumes
      .filter((one) => one.startsWith("./"))
      .map((one) => one.split(":").slice(0, 2).toReversed() as [string, string]),
  );
  const { providers } = parse(read("dashboards/grafana/provisioning/dashboards/guanlan.yaml")) as {
    providers: readonly { options: { path: string }; allowUiUpdates: boolean }[];
  };
  for (const path of [
    ...providers.map(({ options }) => options.path),
    variables.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH!,
  ]) {
    const [mount, source] = [...mounts].find(([target]) => path.startsWith(target))!;
    expect(existsSync(join(root, source, relative(mount, path))), path).toBe(true);
  }
  expect(mounts.get(`/usr/share/grafana/${cityMapUrl}`)).toBe("./dashboards/grafana/maps/city.geojson");
  expect(variables.GF_AUTH_ANONYMOUS_ENABLED).toBe("false");
  expect(variables.GF_USERS_DEFAULT_LANGUAGE).toBe("zh-Hans");
});

it("Grafana judges one thing alone: that nothing comes from the hub", () => {
  const { groups } = parse(read("dashboards/grafana/provisioning/alerting/guanlan.yaml")) as {
    groups: readonly {
      rules: readonly { noDataState: string; data: readonly { datasourceUid: string; model: { query?: string } }[] }[];
    }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules).toHaveLength(1);
  expect(rules[0]?.noDataState).toBe("Alerting");
  const { datasourceUid, model } = rules[0]!.data[0]!;
  expect(datasourceUid).toBe(influxSource.uid);
  // Provisioning fills in variables, so a dollar sign stands twice.
  expect(model.query).toBe('SELECT count("atMs") FROM "hub_health" WHERE $$timeFilter');
  expect(Object.keys(measurements.hub_health.fields)).toContain("atMs");
});

function hubSettings() {
  return loadSettings({ env: { ...imageEnv, ...environmentOf(hub) } });
}

function datasource() {
  const { datasources } = parse(read("dashboards/grafana/provisioning/datasources/guanlan.yaml")) as {
    datasources: readonly {
      uid: string;
      type: string;
      url: string;
      user: string;
      jsonData: object;
      secureJsonData: { password: string };
    }[];
  };
  expect(datasources).toHaveLength(1);
  return datasources[0]!;
}

/** Every source reached from `path`, imports and worker threads alike. */
function closureOf(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const match of read(path).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"|new URL\("(\.[^"]+\.ts)"/g)) {
    closureOf(relative(root, resolve(root, dirname(path), (match[1] ?? match[2])!)), seen);
  }
  return seen;
}

it("a hub that says nothing is told to the operator's webhook, again while it stays so", () => {
  const { contactPoints, policies } = parse(read("dashboards/grafana/provisioning/alerting/operator.yaml")) as {
    contactPoints: { name: string; receivers: { type: string; settings: { url: string } }[] }[];
    policies: { receiver: string; repeat_interval: string }[];
  };
  expect(policies.map(({ receiver }) => receiver)).toEqual(contactPoints.map(({ name }) => name));
  const [receiver] = contactPoints[0]?.receivers ?? [];
  expect(receiver?.type).toBe("webhook");
  const named = /^\$(\w+)$/.exec(receiver?.settings.url ?? "")?.[1] ?? "";
  // Where nobody named one, it is an address that takes nothing, not an empty one that would keep Grafana from starting.
  expect(new URL(environmentOf(grafana)[named] ?? "").hostname).toBe("127.0.0.1");
  expect(read("deploy/write-env.sh")).toContain(`# ${named}=https://`);
  expect(policies[0]?.repeat_interval).toBe("15m");
});
