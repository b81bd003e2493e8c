import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/**
 * The look (DESIGN §8): a reading room. Paper by day, warm charcoal by night, copper as the one accent. Every pair of
 * text and ground used here reaches a contrast of 4.5:1; axe watches over it in the journeys.
 */
const copper: MantineColorsTuple = [
  '#fbf1ea', '#f5e0d2', '#ebc6ac', '#e0a981', '#d58f60', '#c5743e', '#ae5f2e', '#955026', '#7a411f', '#5e3218',
];

/** Paper and ink. */
const gray: MantineColorsTuple = [
  '#f7f2e9', '#f1eadf', '#e8dfd1', '#dcd1c0', '#c6b9a6', '#a39583', '#7d7061', '#63574a', '#4a4037', '#2e2721',
];

/** Charcoal and lamplight. */
const dark: MantineColorsTuple = [
  '#ece5db', '#d8cec1', '#b9ad9e', '#998c7d', '#665b50', '#4a4139', '#332d27', '#221e1a', '#1b1815', '#141210',
];

const TEXT_FONT = "'Nunito Sans Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";
const HEADING_FONT = "'Literata Variable', Georgia, 'Times New Roman', serif";

export const theme = createTheme({
  primaryColor: 'copper',
  primaryShade: { light: 7, dark: 7 },
  colors: { copper, gray, dark },
  black: '#2b2520',
  white: '#fffdf9',
  fontFamily: TEXT_FONT,
  fontSizes: { xs: '0.8125rem', sm: '0.9063rem', md: '1rem', lg: '1.125rem', xl: '1.3125rem' },
  lineHeights: { xs: '1.45', sm: '1.55', md: '1.65', lg: '1.65', xl: '1.6' },
  headings: {
    fontFamily: HEADING_FONT,
    fontWeight: '560',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.3' },
      h2: { fontSize: '1.3125rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0938rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // Words on a button break into lines where they must: at 400 %, and in languages that need more of them.
    Button: {
      defaultProps: { size: 'md' },
      styles: {
        root: { display: 'inline-flex', alignItems: 'center', blockSize: 'auto', minBlockSize: '2.75rem', maxInlineSize: '100%' },
        inner: { inlineSize: '100%', blockSize: 'auto' },
        label: { blockSize: 'auto', paddingBlock: '0.3rem', lineHeight: 1.3, whiteSpace: 'normal' },
      },
    },
    // Without `off` a browser writes what stands in a field, readable, into its own session files (RELIABILITY F4).
    TextInput: { defaultProps: { size: 'md', autoComplete: 'off' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autoComplete: 'off' } },
    Select: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    // Alone on their line they are a target of 24 px (WCAG 2.5.8), and their words are as large as those around them.
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', padding: 'lg', overlayProps: { backgroundOpacity: 0.45 } },
      // A long name breaks, so that the way out beside it stays in the window.
      styles: { title: { fontFamily: HEADING_FONT, fontSize: '1.2rem', fontWeight: 560, lineHeight: 1.35, minInlineSize: 0 } },
    },
    // Hints and faults are read too, and often take several lines.
    InputWrapper: { styles: { description: { lineHeight: 1.4 }, error: { lineHeight: 1.4 } } },
    Tooltip: { defaultProps: { withinPortal: false, openDelay: 400 } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
});

/** Names for the surfaces that our own styles use, and Mantine's own where its defaults are too cold or too faint. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--sv-reading-width': '44rem',
    '--sv-rail-width': '14.5rem',
  },
  light: {
    '--mantine-color-body': '#faf6ef',
    '--mantine-color-text': '#2b2520',
    '--mantine-color-dimmed': '#63574a',
    '--mantine-color-placeholder': '#75695b',
    '--mantine-color-anchor': '#87461f',
    '--mantine-color-error': '#a3281f',
    '--mantine-color-default': '#fffdf9',
    '--mantine-color-default-border': '#d4c7b4',
    '--mantine-color-default-hover': '#f4ede2',
    '--mantine-color-copper-light': '#f5e6da',
    '--mantine-color-copper-light-hover': '#efdac9',
    '--mantine-color-copper-light-color': '#7a411f',
    '--sv-surface': '#fffdf9',
    '--sv-sunken': '#f3ece1',
    '--sv-line': '#e5dbcc',
    '--sv-accent-text': '#87461f',
    '--sv-accent-soft': '#f5e6da',
    '--sv-danger': '#a3281f',
    '--sv-danger-soft': '#f9e4de',
    '--sv-calm': '#2f6448',
    '--sv-shadow': '0 1px 2px rgb(60 42 26 / 6%), 0 4px 16px rgb(60 42 26 / 5%)',
  },
  dark: {
    '--mantine-color-body': '#221e1a',
    '--mantine-color-text': '#ece5db',
    '--mantine-color-dimmed': '#b9ad9e',
    '--mantine-color-placeholder': '#a89c8d',
    '--mantine-color-anchor': '#e0a981',
    '--mantine-color-error': '#f0968a',
    '--mantine-color-default': '#2b2621',
    '--mantine-color-default-border': '#51473e',
    '--mantine-color-default-hover': '#352f29',
    '--mantine-color-copper-light': '#42301f',
    '--mantine-color-copper-light-hover': '#4d3826',
    '--mantine-color-copper-light-color': '#ebc6ac',
    '--mantine-color-copper-outline': '#e0a981',
    '--sv-surface': '#2b2621',
    '--sv-sunken': '#1c1916',
    '--sv-line': '#3b342d',
    '--sv-accent-text': '#e0a981',
    '--sv-accent-soft': '#42301f',
    '--sv-danger': '#f0968a',
    '--sv-danger-soft': '#46251f',
    '--sv-calm': '#93c9a8',
    '--sv-shadow': '0 1px 2px rgb(0 0 0 / 25%)',
  },
});
