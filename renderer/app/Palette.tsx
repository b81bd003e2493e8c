import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Modal, Text, TextInput } from '@mantine/core';
import {
  IconArrowRight,
  IconBook2,
  IconHeadphones,
  IconMessageCircle,
  IconMessageQuestion,
  IconNotes,
  IconRoute,
  IconSearch,
  IconWind,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Note } from '../vault/types.ts';
import { useApp, useDisk, useEngine, useIdentity, useVault } from './context.tsx';
import { placesFor } from './features.ts';
import { useLibraryEntries } from './library-entries.ts';
import { paletteEntries, type PaletteEntry } from './palette-entries.ts';
import { useReadable } from './use-readable.ts';
import styles from './palette.module.css';

const ICONS = {
  place: IconArrowRight,
  chat: IconMessageCircle,
  note: IconNotes,
  tool: IconWind,
  guide: IconBook2,
  path: IconRoute,
  meditation: IconHeadphones,
  answer: IconMessageQuestion,
} as const;

/** Ctrl/Cmd-K: go to a place, a chat, a note or something to read by a few letters (DESIGN §8). */
export function Palette(props: { opened: boolean; close: () => void }) {
  const { t } = useTranslation('app');
  const { opened, close } = props;
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (opened) opener.current = document.activeElement;
  }, [opened]);
  // Whoever chose a place has the focus there; only whoever turned back is put where they were.
  const turnBack = (): void => {
    close();
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  return (
    <Modal
      opened={opened}
      onClose={turnBack}
      title={t('search.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      returnFocus={false}
      centered={false}
      yOffset="12vh"
    >
      <Finder close={close} />
    </Modal>
  );
}

/** A field and a list of links: the arrow keys move the focus itself, so every reader of the screen follows. */
function Finder(props: { close: () => void }) {
  const { t } = useTranslation('app');
  const [, go] = useLocation();
  const [query, setQuery] = useState('');
  const all = useRef<HTMLDivElement>(null);
  const entries = useEntries(query);

  const onKeyDown = (event: KeyboardEvent): void => {
    const first = entries[0];
    const inField = event.target instanceof HTMLInputElement;
    if (event.key === 'Enter' && inField && first !== undefined) {
      props.close();
      go(first.path);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || all.current === null) return;
    event.preventDefault();
    moveFocus(all.current, step);
  };

  return (
    // The keys are a shortcut between things that are all reachable by Tab as well.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={all} onKeyDown={onKeyDown}>
      <TextInput
        data-autofocus
        type="search"
        autoComplete="off"
        aria-label={t('search.label')}
        placeholder={t('search.label')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul aria-label={t('search.results')} className={styles.list}>
        {entries.map((entry) => (
          <Entry key={entry.path} entry={entry} close={props.close} />
        ))}
      </ul>
      <Text component="output" display="block" size="sm" c="dimmed" mt="xs">
        {entries.length === 0 ? t('search.nothing') : t('search.hint')}
      </Text>
    </div>
  );
}

function moveFocus(within: HTMLElement, step: number): void {
  const stops = [...within.querySelectorAll<HTMLElement>('input, a')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[(at + step + stops.length) % stops.length]?.focus();
}

function Entry(props: { entry: PaletteEntry; close: () => void }) {
  const { t } = useTranslation('app');
  const { kind, path, label } = props.entry;
  const Icon = ICONS[kind];
  return (
    <li>
      <Link href={path} className={styles.entry} onClick={props.close}>
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        <bdi className={styles.label}>{label}</bdi>
        <span className={styles.kind}>{t(`search.kinds.${kind}`)}</span>
      </Link>
    </li>
  );
}

/** The vault searches decrypted notes in memory; a newer query makes an older answer void. */
function useEntries(query: string): readonly PaletteEntry[] {
  const { t } = useTranslation();
  const { features } = useApp();
  const onDisk = useDisk();
  const { notes } = useVault();
  const chats = useReadable(useEngine().chats);
  const identity = useIdentity();
  const [found, setFound] = useState<readonly Note[]>([]);
  useEffect(() => {
    let current = true;
    const search = async (): Promise<void> => {
      const answer = query.trim() === '' ? await notes.list() : await notes.search(query);
      if (current) setFound(answer);
    };
    onDisk(search);
    return () => {
      current = false;
    };
  }, [notes, query, onDisk]);
  const ofLibrary = useLibraryEntries(query, features);
  const places = placesFor(features, identity).map(
    ({ path, label }): PaletteEntry => ({ kind: 'place', path, label: t(label) }),
  );
  const more = (['help', 'about'] as const).map(
    (name): PaletteEntry => ({ kind: 'place', path: `/${name}`, label: t(`app:places.${name}`) }),
  );
  const finds = features
    .flatMap((feature) => [...(feature.growth ?? []), ...(feature.finds ?? [])])
    .map(({ path, label }): PaletteEntry => ({ kind: 'place', path, label: t(label) }));
  return [...paletteEntries(query, [...places, ...more, ...finds], chats, found, t('app:untitled')), ...ofLibrary];
}
