import { runStory } from './story.ts';

/** Tells one story, `<seed> <steps>`, and says to the process that asked how it ended. */
const [seed, steps] = process.argv.slice(2).map(Number);
if (seed === undefined || steps === undefined) throw new Error('which story?');
const end = await runStory({ seed, steps });
process.send?.(end, () => process.exit(0));
