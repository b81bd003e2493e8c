import { useTranslation } from 'react-i18next';
import { useGoals } from './use-goals.ts';

/** The place of a goal's draft, in words. */
export function GoalDraftName({ id }: { id: string }) {
  const { t } = useTranslation('goals');
  const title = useGoals()?.goals.find((goal) => goal.id === id)?.value.title;
  return title === undefined ? t('draft.new') : <>{t('draft.of')} <bdi>{title}</bdi></>;
}
