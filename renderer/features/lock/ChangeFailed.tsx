import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';

/** A change of the ways in that did not come to be: the older ways still lead in (RELIABILITY F6). */
export function ChangeFailed(props: { title: string }) {
  const { t } = useTranslation('lock');
  return <Notice kind="error" title={props.title} safe={t('failedSafe')} todo={t('failedTodo')} />;
}
