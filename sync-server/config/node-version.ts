/** Below this, Node lacks `node:sqlite` as we use it or `crypto.argon2`. The same as `engines` in package.json. */
const OLDEST = { major: 24, minor: 15 } as const;

/** What to tell somebody whose Node is too old; null when it will do. */
export function nodeVersionProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return null;
  return (
    `Samovar's relay needs Node ${OLDEST.major}.${OLDEST.minor} or newer; this is ${version}. ` +
    'Run it with "npm run relay", which brings its own Node, or install a newer one from https://nodejs.org.'
  );
}
