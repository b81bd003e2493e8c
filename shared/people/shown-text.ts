/** Signs that show nothing, but for the two joiners that some scripts spell words with. */
export const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}]|[^\P{Cf}\p{Join_Control}]/u;
