import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useEngine, useSetting } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { AGE_NEWS_SEEN, ageNews } from './age-news.ts';

/**
 * Tells of a corrected age group while it happens, also where Samovar is in the background: it parts chats under somebody's hands.
 * Others may see the screen, so that no age stands in it.
 */
export function AgeWatch() {
  const { t } = useTranslation('standing');
  const { host } = useApp();
  const { loaded, value } = useSetting<number>(AGE_NEWS_SEEN);
  const news = ageNews(useReadable(useEngine().notices), value);
  const told = useRef(0);
  const at = loaded ? (news?.at ?? 0) : 0;
  useEffect(() => {
    if (at <= told.current) return;
    told.current = at;
    void host.notify({ title: t('age.news.notify'), body: t('age.news.notifyBody'), route: '/' });
  }, [at, host, t]);
  return null;
}
