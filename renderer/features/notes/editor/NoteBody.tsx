import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { TEXT } from '#shared/limits.ts';
import { useDisk, useVault } from '../../../app/context.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { Looks } from './commands.ts';
import type { NoteText } from './create-editor.ts';
import type { EditorEnv } from './env.ts';
import type { NoteSession } from './note-session.ts';
import { Toolbar } from './Toolbar.tsx';
import type { EditorKit } from '../use-note-editing.ts';
import { useTitles } from './use-titles.ts';
import styles from './note-body.module.css';

const PLAIN: Looks = { kind: 'text', level: 0, bold: false, italic: false };

const sameLooks = (one: Looks, other: Looks): boolean =>
  one.kind === other.kind && one.level === other.level && one.bold === other.bold && one.italic === other.italic;

/** The words of a note, and the buttons that change how they look. */
export function NoteBody(props: {
  id: string;
  session: NoteSession;
  kit: EditorKit;
  text: NoteText | null;
  onText: (text: NoteText | null) => void;
}) {
  const { t } = useTranslation('editor');
  const { session, kit, text, onText } = props;
  const place = useRef<HTMLDivElement>(null);
  const [looks, setLooks] = useState(PLAIN);
  const [full, setFull] = useState(false);
  const ids = { body: useId(), help: useId() };
  const env = useEnv(props.id);
  const first = useRef(env);

  useEffect(() => {
    if (place.current === null) return undefined;
    const here = kit.createNoteText({
      parent: place.current,
      body: session.words().body,
      undo: session.undo(),
      env: first.current,
      onChange(body) {
        setFull(false);
        session.saver.change({ body });
      },
      onLooks: (now) => setLooks((before) => (sameLooks(before, now) ? before : now)),
      onFull: () => setFull(true),
    });
    session.undoFrom(here.undoRecord);
    onText(here);
    const stop = session.onTheirs(({ body }) => here.replace(body, 'other-window'));
    return () => {
      stop();
      here.remove();
      onText(null);
    };
  }, [session, kit, onText]);

  useEffect(() => {
    first.current = env;
    text?.setEnv(env);
  }, [env, text]);

  return (
    <>
      <Toolbar looks={looks} controls={ids.body} helpId={ids.help} use={(tool) => text?.use(tool)} />
      {full && <Notice kind="note" title={t('full', { count: TEXT.maxNoteBodyLength })} />}
      <div ref={place} id={ids.body} className={styles.body} />
    </>
  );
}

function useEnv(id: string): EditorEnv {
  const { t } = useTranslation('editor');
  const { notes } = useVault();
  const onDisk = useDisk();
  const [, go] = useLocation();
  const titles = useTitles(id);
  return useMemo(
    () => ({
      titles,
      texts: {
        label: t('notes:body'),
        placeholder: t('notes:bodyPlaceholder'),
        emptyBox: t('emptyBox'),
        offers: t('offers'),
        beginNote: (title: string) => t('beginNote', { title }),
      },
      openTitle: (title: string) =>
        onDisk(async () => {
          const there = titles.find(title);
          if (there !== null) {
            go(`/notes/${there}`);
            return;
          }
          const made = await notes.create();
          await notes.save(made.id, { title: title.slice(0, TEXT.maxNoteTitleLength) });
          go(`/notes/${made.id}`);
        }),
    }),
    [t, notes, onDisk, go, titles],
  );
}
