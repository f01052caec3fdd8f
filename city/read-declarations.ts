import type { z } from "zod";
import { type Inhibition, inhibitionSchema } from "../suppression/inhibition-schema.ts";
import { type Endpoint, endpointSchema } from "../webhooks/endpoints/endpoint-schema.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { GaugeOnDevice } from "./build-city.ts";
import {
  type CityList,
  type Declaration,
  type DeclarationList,
  type FileText,
  parseList,
  partOfDeclaration,
  readGroup,
  readListFiles,
} from "./city-files.ts";
import {
  type AreaEntry,
  areaEntry,
  type CityFile,
  cityFile,
  type DeviceEntry,
  type StationEntry,
  stationEntry,
  type UnitEntry,
  unitEntry,
} from "./city-schema.ts";
import { type AlertSourceEntry, alertSourceEntry, type LadderEntry, ladderEntry } from "./duty/ladder-schema.ts";
import { type PostEntry, postEntry } from "./duty/post-schema.ts";
import { type GroupDeclarations, readGroups } from "./policies/read-groups.ts";
import { byId, type DeclarationsById } from "./unique-ids.ts";

/** One list of a city folder: as it was written, and by id. */
export interface ReadList<T> extends Pick<DeclarationList<T>, "broken" | "isWhole"> {
  /** All of them, also those whose id an earlier one has. */
  readonly all: readonly Declaration<T>[];
  /** The first of each id. */
  readonly byId: ReadonlyMap<string, Declaration<T>>;
  readonly files: readonly FileText[];
  readonly problems: readonly ConfigProblem[];
}

/** What the files of a city folder declare, each by its shape alone; rules are not among it. */
export interface Declarations {
  /** Null when city.yaml could not be read. */
  readonly city: Declaration<CityFile> | null;
  readonly areas: ReadList<AreaEntry>;
  readonly units: ReadList<UnitEntry>;
  readonly stations: ReadList<StationEntry>;
  readonly inhibitions: ReadList<Inhibition>;
  readonly endpoints: ReadList<Endpoint>;
  readonly posts: ReadList<PostEntry>;
  readonly ladders: ReadList<LadderEntry>;
  readonly "alert-sources": ReadList<AlertSourceEntry>;
  readonly groups: GroupDeclarations;
  /** Of the stations. */
  readonly devices: ReadonlyMap<string, Declaration<DeviceEntry>>;
  readonly gauges: ReadonlyMap<string, Declaration<GaugeOnDevice>>;
  readonly files: readonly FileText[];
  readonly problems: readonly ConfigProblem[];
}

export function readDeclarations(folder: string): Declarations {
  const city = readGroup(folder, "city.yaml", cityFile);
  const lists = {
    areas: readList(folder, { list: "areas", schema: areaEntry, key: "code", idOf: ({ code }) => code }),
    units: readList(folder, { list: "units", schema: unitEntry, key: "id", idOf: ({ id }) => id }),
    stations: readList(folder, { list: "stations", schema: stationEntry, key: "id", idOf: ({ id }) => id }),
    inhibitions: readList(folder, { list: "inhibitions", schema: inhibitionSchema, key: "id", idOf: ({ id }) => id }),
    endpoints: readList(folder, { list: "endpoints", schema: endpointSchema, key: "id", idOf: ({ id }) => id }),
    posts: readList(folder, { list: "posts", schema: postEntry, key: "id", idOf: ({ id }) => id }),
    ladders: readList(folder, { list: "ladders", schema: ladderEntry, key: "id", idOf: ({ id }) => id }),
    "alert-sources": readList(folder, {
      list: "alert-sources",
      schema: alertSourceEntry,
      key: "id",
      idOf: ({ id }) => id,
    }),
  };
  const optional = readGroups(folder);
  const each = [...Object.values(lists), optional];
  const devices = byId(lists.stations.all.flatMap(devicesOf), "id", ({ id }) => id);
  const gauges = byId(lists.stations.all.flatMap(gaugesOf), "id", ({ entry }) => entry.id);
  const nested: readonly DeclarationsById<unknown>[] = [devices, gauges];
  return {
    city: city.entry,
    ...lists,
    groups: optional.groups,
    devices: devices.entries,
    gauges: gauges.entries,
    files: [...city.files, ...each.flatMap(({ files }) => files)],
    problems: [...city.problems, ...each.flatMap(({ problems }) => problems), ...nested.flatMap((of) => of.problems)],
  };
}

function readList<T>(
  folder: string,
  {
    list,
    schema,
    key,
    idOf,
  }: {
    readonly list: CityList;
    readonly schema: z.ZodType<T>;
    /** Key that holds the id. */
    readonly key: string;
    idOf(entry: T): string;
  },
): ReadList<T> {
  const read = readListFiles(folder, list);
  const { entries, broken, isWhole, problems } = parseList(read, list, schema);
  const unique = byId(entries, key, idOf);
  return {
    all: entries,
    byId: unique.entries,
    broken,
    isWhole,
    files: read.files,
    problems: [...problems, ...unique.problems],
  };
}

function devicesOf(station: Declaration<StationEntry>): readonly Declaration<DeviceEntry>[] {
  return station.value.devices.map((device, index) => partOfDeclaration(station, ["devices", index], device));
}

function gaugesOf(station: Declaration<StationEntry>): readonly Declaration<GaugeOnDevice>[] {
  return devicesOf(station).flatMap((device) =>
    device.value.gauges.map((entry, index) =>
      partOfDeclaration(device, ["gauges", index], { entry, deviceId: device.value.id, stationId: station.value.id }),
    ),
  );
}
