import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDisk, useEngine, useSetting } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { AGE_NEWS_SEEN, ageNews } from './age-news.ts';

/** At Home, until it is put away: somebody has corrected one's age group (F082), what changes by it, and where the reason stands. */
export function AgeNews() {
  const { t } = useTranslation('standing');
  const onDisk = useDisk();
  const seen = useSetting<number>(AGE_NEWS_SEEN);
  const news = ageNews(useReadable(useEngine().notices), seen.value);
  if (!seen.loaded || news === null) return null;
  const { ageGroup, at } = news;
  return (
    <Notice
      kind="note"
      title={t(`age.news.${ageGroup}`)}
      safe={
        <>
          <TimeText atMs={at} /> · {t(`age.news.changes.${ageGroup}`)}
        </>
      }
      todo={t('age.news.todo')}
    >
      <Button component={Link} href="/you/age">
        {t('age.news.look')}
      </Button>
      <Button variant="default" onClick={() => onDisk(() => seen.set(at))}>
        {t('age.news.read')}
      </Button>
    </Notice>
  );
}
