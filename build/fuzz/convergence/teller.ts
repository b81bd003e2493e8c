import { parentPort, workerData } from 'node:worker_threads';
import { runStory, type StoryOptions } from './story.ts';

/** Tells one story and says how it ended. */
parentPort?.postMessage(await runStory(workerData as StoryOptions));
