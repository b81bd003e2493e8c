import { useRef, useState, type KeyboardEvent } from 'react';
import { Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconH1,
  IconH2,
  IconHelp,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconQuote,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Looks } from './commands.ts';
import { ariaShortcut, sayShortcut, SHORTCUTS, type ToolName } from './tools.ts';
import styles from './toolbar.module.css';

const TOOLS: readonly { readonly tool: ToolName; readonly Icon: TablerIcon; readonly isOn?: (looks: Looks) => boolean }[] = [
  { tool: 'heading', Icon: IconH1, isOn: ({ kind, level }) => kind === 'heading' && level === 1 },
  { tool: 'subheading', Icon: IconH2, isOn: ({ kind, level }) => kind === 'heading' && level > 1 },
  { tool: 'bold', Icon: IconBold, isOn: ({ bold }) => bold },
  { tool: 'italic', Icon: IconItalic, isOn: ({ italic }) => italic },
  { tool: 'bullet', Icon: IconList, isOn: ({ kind }) => kind === 'bullet' },
  { tool: 'number', Icon: IconListNumbers, isOn: ({ kind }) => kind === 'number' },
  { tool: 'task', Icon: IconListCheck, isOn: ({ kind }) => kind === 'task' },
  { tool: 'quote', Icon: IconQuote, isOn: ({ kind }) => kind === 'quote' },
  { tool: 'link', Icon: IconLink },
  { tool: 'undo', Icon: IconArrowBackUp },
  { tool: 'redo', Icon: IconArrowForwardUp },
];

/** One stop for Tab, the arrows within (WAI-ARIA, toolbar): the text is never far from the title. */
export function Toolbar(props: { looks: Looks; controls: string; use: (tool: ToolName) => void; helpId: string }) {
  const { t } = useTranslation('editor');
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [help, setHelp] = useState(false);
  const mac = navigator.platform.startsWith('Mac');
  const stop = (nth: number) => ({ tabIndex: nth === at ? 0 : -1, onFocus: () => setAt(nth) });
  const move = (event: KeyboardEvent): void => {
    const next = nextStop(event, at, TOOLS.length + 1);
    if (next === null) return;
    event.preventDefault();
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- one of its buttons has the focus, never the bar */}
      <div ref={bar} role="toolbar" aria-label={t('tools')} aria-controls={props.controls} className={styles.bar} onKeyDown={move}>
        {TOOLS.map(({ tool, Icon, isOn }, nth) => (
          <Tooltip key={tool} label={`${t(`tool.${tool}`)} · ${sayShortcut(SHORTCUTS[tool], mac)}`}>
            <button
              type="button"
              className={styles.tool}
              aria-label={t(`tool.${tool}`)}
              aria-keyshortcuts={ariaShortcut(SHORTCUTS[tool], mac)}
              aria-pressed={isOn?.(props.looks)}
              // The text keeps its selection, and on touch its keyboard.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                setAt(nth);
                props.use(tool);
              }}
              {...stop(nth)}
            >
              <Icon size={20} stroke={1.6} aria-hidden="true" />
            </button>
          </Tooltip>
        ))}
        <Tooltip label={t('help.open')}>
          <button
            type="button"
            className={styles.tool}
            aria-label={t('help.open')}
            aria-expanded={help}
            aria-controls={props.helpId}
            onClick={() => setHelp(!help)}
            {...stop(TOOLS.length)}
          >
            <IconHelp size={20} stroke={1.6} aria-hidden="true" />
          </button>
        </Tooltip>
      </div>
      <div id={props.helpId} hidden={!help} className={styles.help}>
        <MarksHelp mac={mac} />
      </div>
    </>
  );
}

/** Where a key leads within the bar; in a right-to-left page the arrows follow the eye. */
function nextStop(event: KeyboardEvent, at: number, count: number): number | null {
  const forth = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  switch (event.key) {
    case forth:
      return (at + 1) % count;
    case back:
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

const MARKS = ['# ', '## ', '- ', '1. ', '[ ] ', '> ', '**…**', '*…*', '[[…]]'] as const;
const MARK_WORDS = ['heading', 'subheading', 'bullet', 'number', 'task', 'quote', 'bold', 'italic', 'link'] as const;

function MarksHelp(props: { mac: boolean }) {
  const { t } = useTranslation('editor');
  return (
    <>
      <p>{t('help.lead')}</p>
      <ul>
        {MARKS.map((mark, nth) => (
          <li key={mark}>
            <code dir="ltr">{mark.trim()}</code> {t(`tool.${MARK_WORDS[nth] ?? 'heading'}`)}
          </li>
        ))}
      </ul>
      <p>{t('help.keys', { act: sayShortcut('Mod-Enter', props.mac), in: sayShortcut('Mod-]', props.mac), out: sayShortcut('Mod-[', props.mac) })}</p>
    </>
  );
}
