/** The place's own choice, in the vault: `off`, or nothing. */
export const ADVICE_SETTING = 'advice-hint';
