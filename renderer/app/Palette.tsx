import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconMessageCircle, IconNotes, IconSearch, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Note } from '../vault/types.ts';
import { useEngine, useIdentity, useVault } from './context.tsx';
import { FEATURES, placesFor } from './features.ts';
import { paletteEntries, type PaletteEntry } from './palette-entries.ts';
import { useReadable } from './use-readable.ts';
import styles from './palette.module.css';

const ICONS = { place: IconArrowRight, chat: IconMessageCircle, note: IconNotes } as const;

/** Ctrl/Cmd-K: go to a place, a chat or a note by a few letters (DESIGN §8). */
export function Palette(props: { opened: boolean; close: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={t('search.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      centered={false}
      yOffset="12vh"
    >
      <Finder close={props.close} />
    </Modal>
  );
}

function Finder(props: { close: () => void }) {
  const { t } = useTranslation('app');
  const [, go] = useLocation();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const entries = useEntries(query);
  const chosen = Math.min(active, entries.length - 1);

  const open = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    props.close();
    go(entry.path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') open(entries[chosen]);
    if (step === undefined || entries.length === 0) return;
    event.preventDefault();
    setActive((chosen + step + entries.length) % entries.length);
  };

  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={entries.length > 0 ? `${list}-${chosen}` : undefined}
        aria-label={t('search.label')}
        placeholder={t('search.label')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t('search.results')} className={styles.list}>
        {entries.map((entry, index) => (
          <Option key={entry.path} id={`${list}-${index}`} entry={entry} chosen={index === chosen} open={open} />
        ))}
      </div>
      <Text role="status" size="sm" c="dimmed" mt="xs">
        {entries.length === 0 ? t('search.nothing') : t('search.hint')}
      </Text>
    </>
  );
}

function Option(props: { id: string; entry: PaletteEntry; chosen: boolean; open: (entry: PaletteEntry) => void }) {
  const { t } = useTranslation('app');
  const { entry } = props;
  const Icon = ICONS[entry.kind];
  return (
    <UnstyledButton
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.chosen}
      className={styles.option}
      onClick={() => props.open(entry)}
    >
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <bdi className={styles.label}>{entry.label}</bdi>
      <span className={styles.kind}>{t(`search.kinds.${entry.kind}`)}</span>
    </UnstyledButton>
  );
}

/** The vault searches decrypted notes in memory; a newer query makes an older answer void. */
function useEntries(query: string): readonly PaletteEntry[] {
  const { t } = useTranslation();
  const { notes } = useVault();
  const chats = useReadable(useEngine().chats);
  const identity = useIdentity();
  const [found, setFound] = useState<readonly Note[]>([]);
  useEffect(() => {
    let current = true;
    const searching = query.trim() === '' ? notes.list() : notes.search(query);
    void searching.then((answer) => {
      if (current) setFound(answer);
    });
    return () => {
      current = false;
    };
  }, [notes, query]);
  const places = placesFor(FEATURES, identity).map(
    ({ path, label }): PaletteEntry => ({ kind: 'place', path, label: t(label) }),
  );
  const more = (['help', 'about'] as const).map(
    (name): PaletteEntry => ({ kind: 'place', path: `/${name}`, label: t(`app:places.${name}`) }),
  );
  return paletteEntries(query, [...places, ...more], chats, found, t('app:untitled'));
}
