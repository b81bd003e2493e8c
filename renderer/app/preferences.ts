/** The key of the chosen language among the preferences of this device. */
export const LANGUAGE_KEY = 'samovar.language';
