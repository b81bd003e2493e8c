import { useMediaQuery } from '@mantine/hooks';

/** The rail lies at the bottom and panes take turns. Same width as in the style sheets (48em). */
export const useNarrow = (): boolean =>
  useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
