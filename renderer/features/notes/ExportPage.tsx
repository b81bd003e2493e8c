import { useMemo, useState, type FormEvent } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useApp, useDisk } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import type { Note } from '../../vault/types.ts';
import { asPlainText, exportChoice, exportName } from './export.ts';
import { ExportList } from './ExportList.tsx';
import { ExportProof, useExportProof } from './ExportProof.tsx';
import { saveText } from './save-text.ts';
import { knownTags } from './tags.ts';
import { useNotes } from './use-notes.ts';

/** One's own journal as a file that anything can read (F095): chosen notes, after a deliberate second step. */
export function ExportPage() {
  const { t } = useTranslation(['journal', 'notes']);
  const notes = useNotes({ of: 'all' });
  const back = (
    <Button component={Link} href="/notes" variant="default">
      {t('notes:back')}
    </Button>
  );
  return (
    <Page title={t('export.title')} lead={<p>{t('export.lead')}</p>} actions={back}>
      {notes !== null && (notes.length === 0 ? <EmptyState text={t('export.empty')} /> : <Choose notes={notes} />)}
    </Page>
  );
}

function Choose({ notes }: { notes: readonly Note[] }) {
  const { t, i18n } = useTranslation(['journal', 'notes']);
  const { clock, timers } = useApp();
  const onDisk = useDisk();
  const [tag, setTag] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<number | null>(null);
  const [noneChosen, setNoneChosen] = useState(false);
  const proof = useExportProof();
  const tags = useMemo(() => knownTags(notes, i18n.language), [notes, i18n.language]);
  const { own, aboutOthers } = useMemo(() => exportChoice(notes, tag), [notes, tag]);
  const dates = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'full', timeStyle: 'short' });
  const choose = (next: ReadonlySet<string>): void => {
    setChosen(next);
    setDone(null);
    setNoneChosen(false);
  };
  const write = async (): Promise<void> => {
    const leaving = own.filter(({ id }) => chosen.has(id));
    setDone(null);
    setNoneChosen(leaving.length === 0);
    if (leaving.length === 0 || !(await proof.given())) return;
    const text = asPlainText(leaving, {
      untitled: t('notes:untitled'),
      when: (atMs) => dates.format(atMs),
      tags: (those) => t('export.tags', { tags: those.join(', ') }),
    });
    saveText(exportName(clock.nowMs()), text, timers);
    proof.forget();
    setDone(leaving.length);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDisk(write);
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <Section title={t('export.which')} text={aboutOthers > 0 ? t('export.aboutOthers', { count: aboutOthers }) : undefined}>
        {tags.length > 0 && (
          <NativeSelect
            size="md"
            label={t('filter.tag')}
            value={tag ?? ''}
            onChange={(event) => {
              setTag(event.currentTarget.value || null);
              choose(new Set());
            }}
            data={[{ value: '', label: t('filter.anyTag') }, ...tags.map((one) => ({ value: one.tag, label: one.tag }))]}
          />
        )}
        {own.length === 0 ? <p>{t('export.noneOwn')}</p> : <ExportList notes={own} chosen={chosen} choose={choose} />}
      </Section>
      <Section title={t('export.sure')} text={t('export.readable')}>
        <ExportProof proof={proof} />
        {noneChosen && <Notice kind="error" title={t('export.noneChosen')} />}
        <Button type="submit" mt="md">
          {t('export.write')}
        </Button>
        {done !== null && <Notice kind="good" answer title={t('export.done', { count: done })} safe={t('export.doneSafe')} />}
      </Section>
    </form>
  );
}
