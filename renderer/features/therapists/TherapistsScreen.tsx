import { useMemo, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { THERAPIST } from '#shared/limits.ts';
import { countriesBy } from '#shared/people/countries.ts';
import { fitsTherapist, therapistQuery, type TherapistCard, type TherapistQuery } from '#shared/people/therapist.ts';
import { ok } from '#shared/result.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import { useEngine } from '../../app/context.tsx';
import type { TherapistCommands } from '../../engine/therapists.ts';
import { Page } from '../../ui/Page.tsx';
import { DirectoryResults, type DirectorySource } from '../people/DirectoryResults.tsx';
import { NameFilter } from '../people/NameFilter.tsx';
import { PeopleTabs } from '../people/PeopleTabs.tsx';
import { languageName } from '../talk/languages.ts';
import { StandingNotice } from '../standing/StandingNotice.tsx';
import { StartSheetProvider } from '../starts/start-sheet-context.tsx';
import { TherapistRow } from './TherapistRow.tsx';
import people from '../people/directory.module.css';

/** The directory of therapists (F044), for everybody and the same for everybody: by lot, and of those alone who have an entry now. */
export function TherapistsScreen() {
  const { t } = useTranslation('therapists');
  const { therapists } = useEngine();
  const [query, setQuery] = useState<TherapistQuery>({});
  const source = useMemo(() => therapistsFrom(therapists), [therapists]);
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} wide>
      <PeopleTabs here="/people/therapists" />
      <StandingNotice />
      <Filters query={query} setQuery={setQuery} />
      <p className={people.quiet}>{t('adults')}</p>
      <StartSheetProvider>
        <DirectoryResults source={source} query={query} />
      </StartSheetProvider>
    </Page>
  );
}

const therapistsFrom = (therapists: TherapistCommands): DirectorySource<TherapistQuery, TherapistCard> => ({
  words: 'therapists',
  find: async (query) => {
    const answer = await therapists.find(query);
    return answer.ok ? ok({ cards: answer.value.therapists, next: answer.value.next }) : answer;
  },
  kept: therapists.kept,
  filter: (kept, query) => kept.filter(({ value }) => fitsTherapist(value, query)),
  row: (card, stale) => <TherapistRow key={card.name} card={card} stale={stale} />,
});

function Filters({ query, setQuery }: { query: TherapistQuery; setQuery: (query: TherapistQuery) => void }) {
  const { t, i18n } = useTranslation(['therapists', 'topics']);
  const countries = useMemo(() => countriesBy(i18n.language), [i18n.language]);
  const languages = CHAT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.language) })).toSorted((one, other) =>
    one.label.localeCompare(other.label, i18n.language));
  const set = (key: keyof TherapistQuery, value: string): void => {
    const { [key]: _, ...rest } = query;
    const next = therapistQuery.safeParse(value === '' ? rest : { ...rest, [key]: value });
    if (next.success) setQuery(next.data);
  };
  const select = (key: 'topic' | 'language' | 'country', choices: readonly { value: string; label: string }[]) => (
    <NativeSelect
      size="md"
      label={t(`filters.${key}`)}
      value={query[key] ?? ''}
      onChange={(event) => set(key, event.currentTarget.value)}
      data={[{ value: '', label: t('filters.any') }, ...choices]}
    />
  );
  return (
    <search className={people.filters} aria-label={t('filters.title')}>
      <NameFilter label={t('filters.name')} maxLength={THERAPIST.maxLegalNameLength} text={query.text ?? ''} set={(text) => set('text', text)} />
      {select('topic', TOPICS.map((value) => ({ value, label: t(`topics:${value}`) })))}
      {select('language', languages)}
      {select('country', countries)}
    </search>
  );
}
