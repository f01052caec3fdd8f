import { cityTexts } from "../../locales/city.ts";
import { fill } from "../../locales/fill.ts";
import { sharedTexts, thingNames } from "../../locales/shared.ts";
import type { ConfigProblem } from "../../yaml/problem.ts";
import { type Declaration, partOfDeclaration } from "../city-files.ts";
import type { ReadList } from "../read-declarations.ts";
import { type KnownIds, knownIds, missingReference } from "../references.ts";
import type { AlertSourceEntry, LadderEntry } from "./ladder-schema.ts";
import type { PostEntry } from "./post-schema.ts";

/** The lists that a plan is made of. */
export interface DutyLists {
  readonly posts: ReadList<PostEntry>;
  readonly ladders: ReadList<LadderEntry>;
  readonly "alert-sources": ReadList<AlertSourceEntry>;
}

/** What else in the city a plan may name. */
export interface KnownToDuty {
  readonly areas: KnownIds;
  readonly stations: KnownIds;
  readonly endpoints: KnownIds;
}

/** Everything that posts, ladders and alert sources name must be there; a person is of one post. */
export function checkDuty(lists: DutyLists, known: KnownToDuty): readonly ConfigProblem[] {
  const people = peopleOf(lists.posts);
  return [
    ...lists.posts.all.flatMap((post) => checkPost(post, known, people)),
    ...twice(lists.posts),
    ...lists.ladders.all.flatMap((ladder) => checkLadder(ladder, known, { people, posts: postsOf(lists.posts) })),
    ...lists["alert-sources"].all.flatMap((source) => checkSource(source, known.stations)),
  ];
}

function postsOf(posts: ReadList<PostEntry>): KnownIds {
  return knownIds(thingNames.post, posts, posts.byId.keys());
}

function peopleOf(posts: ReadList<PostEntry>): KnownIds {
  const ids = posts.all.flatMap(({ value }) => value.people.map(({ id }) => id));
  // A post that cannot be read may have anybody.
  return { kind: thingNames.person, ids: new Set(ids), isWhole: posts.isWhole && posts.broken.length === 0 };
}

function checkPost(post: Declaration<PostEntry>, known: KnownToDuty, people: KnownIds): readonly ConfigProblem[] {
  const { area, people: own, roster } = post.value;
  return [
    ...missingReference(post, ["area"], area, known.areas),
    ...own.flatMap(({ channels }, person) =>
      channels.flatMap((id, at) => missingReference(post, ["people", person, "channels", at], id, known.endpoints)),
    ),
    ...roster.flatMap((shift, index) => [
      ...(shift.people ?? []).flatMap((id, at) => missingReference(post, ["roster", index, "people", at], id, people)),
      ...(shift.rotation ?? []).flatMap((group, place) =>
        group.flatMap((id, at) => missingReference(post, ["roster", index, "rotation", place, at], id, people)),
      ),
      ...shift.deputies.flatMap((id, at) => missingReference(post, ["roster", index, "deputies", at], id, people)),
    ]),
  ];
}

/** People whose id an earlier one has. */
function twice(posts: ReadList<PostEntry>): readonly ConfigProblem[] {
  const first = new Map<string, string>();
  return posts.all.flatMap((post) =>
    post.value.people.flatMap(({ id }, index) => {
      const person = partOfDeclaration(post, ["people", index], id);
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, person.place(["id"]));
        return [];
      }
      return [
        {
          where: person.place(["id"]),
          path: person.path(["id"]),
          wanted: fill(sharedTexts["each-once"], { what: "id" }),
          got: fill(sharedTexts["got.again"], { what: id, first: before }),
          fix: cityTexts["fix.duplicate-id"],
        },
      ];
    }),
  );
}

function checkLadder(
  ladder: Declaration<LadderEntry>,
  known: KnownToDuty,
  { posts, people }: { readonly posts: KnownIds; readonly people: KnownIds },
): readonly ConfigProblem[] {
  const { area, rungs } = ladder.value;
  return [
    ...missingReference(ladder, ["area"], area, known.areas),
    ...rungs.flatMap(({ post, person, channel }, index) => [
      ...(post === undefined ? [] : missingReference(ladder, ["rungs", index, "post"], post, posts)),
      ...(person === undefined ? [] : missingReference(ladder, ["rungs", index, "person"], person, people)),
      ...(channel === undefined ? [] : missingReference(ladder, ["rungs", index, "channel"], channel, known.endpoints)),
    ]),
  ];
}

function checkSource(source: Declaration<AlertSourceEntry>, stations: KnownIds): readonly ConfigProblem[] {
  const { values, otherwise } = source.value.station;
  return [
    ...Object.entries(values).flatMap(([said, id]) =>
      missingReference(source, ["station", "values", said], id, stations),
    ),
    ...(otherwise === undefined ? [] : missingReference(source, ["station", "otherwise"], otherwise, stations)),
  ];
}
