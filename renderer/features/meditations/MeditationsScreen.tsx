import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Topic } from '#shared/words.ts';
import type { Meditation } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Page } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { HelpFoot } from '../help/HelpFoot.tsx';
import { lastHeard } from './finished.ts';
import { HeardBefore } from './HeardBefore.tsx';
import { minutesOf } from './script.ts';
import { listed, topicsHere } from './shelf.ts';
import { useFinished } from './use-finished.ts';
import styles from './meditations.module.css';

/** All meditations with their minutes and topics (F113). Each works without a network; nothing is fetched. */
export function MeditationsScreen() {
  const { t, i18n } = useTranslation('meditations');
  const all = useShelf('meditations') ?? [];
  const finished = useFinished() ?? [];
  const [topic, setTopic] = useState<Topic | null>(null);
  const heard = lastHeard(finished);
  return (
    <>
      <GrowthTabs />
      <Page title={t('place')} lead={<p>{t('lead')}</p>} wide>
        <Select
          className={styles.filter}
          label={t('topic')}
          placeholder={t('everyTopic')}
          data={topicsHere(all).map((value) => ({ value, label: t(`topics:${value}`) }))}
          value={topic}
          onChange={(value) => setTopic(value as Topic | null)}
          clearable
          clearButtonProps={{ 'aria-label': t('everyTopic') }}
        />
        <ul className={styles.list}>
          {listed(all, topic, i18n.language).map((meditation) => (
            <Entry key={meditation.id} meditation={meditation} heardAtMs={heard.get(meditation.id) ?? null} />
          ))}
        </ul>
        <HeardBefore finished={finished} all={all} />
        <HelpFoot />
      </Page>
    </>
  );
}

function Entry({ meditation, heardAtMs }: { meditation: Meditation; heardAtMs: number | null }) {
  const { t } = useTranslation('meditations');
  const { id, title, summary, topics, sound, breath } = meditation;
  return (
    <li>
      <Link href={`/growth/meditations/${id}`} className={styles.entry}>
        <strong>{title}</strong>
        <span className={styles.minutes}>{t('minutes', { count: minutesOf(meditation) })}</span>
        <span className={styles.summary}>{summary}</span>
        <span className={styles.facts}>
          <span>{topics.map((topic) => t(`topics:${topic}`)).join(' · ')}</span>
          <span>
            {t(`beds.${sound.bed}`)}
            {breath !== null && ` · ${t('withBreath')}`}
          </span>
          {heardAtMs !== null && (
            <span className={styles.heard}>
              {t('heard')} <TimeText atMs={heardAtMs} />
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
