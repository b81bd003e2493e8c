import { useState } from 'react';
import { ActionIcon, Button, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDisk } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { Page } from '../../ui/Page.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { doneByDay } from './marks.ts';
import { dayWords } from './schedule-words.ts';
import { useGoalActs } from './use-goal-acts.ts';
import { useGoals, useToday } from './use-goals.ts';
import { addDays } from './wall-clock.ts';
import styles from './goals.module.css';

/** How many days are drawn at once. */
const PAGE = 30;
const LAST_DAYS = 28;

/** What was done, by its days: a record to look back on, with no row of days to keep unbroken. */
export function DonePage() {
  const { t, i18n } = useTranslation('goals');
  const locale = formatLocale(i18n.language, navigator.languages);
  const known = useGoals();
  const today = useToday();
  const acts = useGoalActs();
  const onDisk = useDisk();
  const [shown, setShown] = useState(PAGE);
  if (known === null) return <GrowthTabs />;
  const days = doneByDay(known.marks.values());
  const lately = days.filter(({ day }) => day > addDays(today, -LAST_DAYS)).length;
  const ids = new Map([...known.marks].map(([id, mark]) => [mark, id]));
  const titles = new Map(known.goals.map(({ id, value }) => [id, value.title]));
  return (
    <>
      <GrowthTabs />
      <Page title={t('done.title')} lead={<p>{lately > 0 ? t('done.lately', { count: lately, of: LAST_DAYS }) : t('done.lead')}</p>}>
        {days.length === 0 && <p className={styles.quiet}>{t('done.none')}</p>}
        {days.slice(0, shown).map(({ day, done }) => (
          <section key={day} className={styles.group}>
            <Title order={2} size="h4">
              <time dateTime={day}>{dayWords(day, locale, 'full')}</time>
            </Title>
            <ul className={styles.doneList}>
              {done.map((mark) => (
                <li key={ids.get(mark)}>
                  <span className={styles.doneWords}>
                    <span dir="auto">{mark.text}</span>
                    {titles.has(mark.goal) && <small dir="auto">{titles.get(mark.goal)}</small>}
                  </span>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={44}
                    aria-label={t('done.takeBack', { text: mark.text })}
                    title={t('done.takeBackShort')}
                    onClick={() => onDisk(() => acts.takeBack(ids.get(mark) ?? ''))}
                  >
                    <IconArrowBackUp size={18} className={styles.turns} aria-hidden="true" />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {days.length > shown && (
          <Button variant="subtle" mt="md" onClick={() => setShown(shown + PAGE)}>
            {t('done.earlier')}
          </Button>
        )}
        <p className={styles.ways}>
          <Link href="/growth/goals">{t('all')}</Link>
        </p>
      </Page>
    </>
  );
}
