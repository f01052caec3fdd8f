import { didYouMean } from "../yaml/nearest-word.ts";
import type { Problem } from "../yaml/problem.ts";
import type { PlacedStory } from "./read-stories.ts";
import { runStory, type StoryOutcome, type StoryWorld } from "./run-story.ts";

export interface StoryResult {
  readonly placed: PlacedStory;
  readonly outcome: StoryOutcome;
}

/** Runs every story; what does not fit the city becomes a problem with its place. */
export function runStories(
  stories: readonly PlacedStory[],
  world: StoryWorld,
): { readonly results: readonly StoryResult[]; readonly problems: readonly Problem[] } {
  const results = stories.map((placed) => ({ placed, outcome: runStory(placed.story, world) }));
  const problems = results.flatMap(({ placed, outcome }) =>
    outcome.problems.map(({ path, wanted, got, known }) => ({
      where: placed.place(path),
      path: placed.path(path),
      wanted,
      got,
      fix: didYouMean(got, known),
    })),
  );
  return { results, problems };
}
