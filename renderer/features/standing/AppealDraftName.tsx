import { useTranslation } from 'react-i18next';

export function AppealDraftName() {
  const { t } = useTranslation('standing');
  return <>{t('draft')}</>;
}
