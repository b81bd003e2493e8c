/** The questions of a writing activity as the body of a note: each as a quotation, with room beneath it. */
export const promptsAsNote = (prompts: readonly string[]): string =>
  prompts.map((prompt) => `> ${prompt.replaceAll('\n', '\n> ')}\n\n\n`).join('');
