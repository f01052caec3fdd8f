import { type Command, InvalidArgumentError, Option } from "commander";
import { loadCity } from "../../../city/load-city.ts";
import { HubError } from "../../../domain/errors.ts";
import type { AreaCode, DeviceId } from "../../../domain/ids.ts";
import type { Grant } from "../../../domain/people/grant.ts";
import { type Role, roles } from "../../../domain/people/role.ts";
import { fill } from "../../../locales/fill.ts";
import { accountTexts } from "../../../locales/terminal/credentials.ts";
import type { Terminal } from "../../terminal.ts";

/** What `--roles`, `--areas` and `--devices` say; what is left out is absent. */
export interface GrantOptions {
  readonly roles?: readonly Role[];
  readonly areas?: readonly AreaCode[];
  readonly devices?: readonly DeviceId[];
}

/** Adds the options by which a command gives roles, areas and devices. */
export function withGrant(command: Command, { say }: Terminal): Command {
  const list = (text: string): readonly string[] => text.split(",").map((word) => word.trim());
  return command
    .addOption(
      new Option("--roles <roles>", say(fill(accountTexts["help-roles"], { roles: roles.join(",") }))).argParser(
        (text): readonly Role[] => list(text).map((word) => roleOf(word)),
      ),
    )
    .addOption(new Option("--areas <codes>", say(accountTexts["help-areas"])).argParser(list))
    .addOption(new Option("--devices <ids>", say(accountTexts["help-devices"])).argParser(list));
}

function roleOf(word: string): Role {
  const found = roles.find((role) => role === word);
  if (found === undefined) throw new InvalidArgumentError(roles.join(", "));
  return found;
}

/** What was left out as it was before. */
export function grantOf({ roles: given, areas, devices }: GrantOptions, before: Grant): Grant {
  return {
    roles: given ?? before.roles,
    areaCodes: areas ?? before.areaCodes,
    deviceIds: devices ?? before.deviceIds,
  };
}

/** Says which areas and devices the city lacks: they give nothing. Of a city that cannot be read nothing is known. */
export function noteUnknown({ areaCodes, deviceIds }: Grant, cityFolder: string, { say, printError }: Terminal): void {
  try {
    const { areas, devices } = loadCity(cityFolder).city;
    const unknown = [...areaCodes.filter((code) => !areas.has(code)), ...deviceIds.filter((id) => !devices.has(id))];
    for (const id of unknown) printError(say(fill(accountTexts.unknown, { id })));
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
  }
}
