import { useTranslation } from 'react-i18next';
import { topicOf } from '../../ui/LibraryFilter.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { AnswerPage } from './AnswerPage.tsx';
import { QuestionList } from './QuestionList.tsx';

/** Questions and answers (F114): looked up by anybody, with no account, no question before them and no network. */
export function QuestionsScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('answers');
  // Not the question itself: it would stand in the task bar, for whoever looks over the shoulder.
  useTitle(t('place'));
  const { answer, topic } = props.params;
  return (
    <>
      <GrowthTabs />
      {answer === undefined || answer === 'topic' ? <QuestionList topic={topicOf(topic)} /> : <AnswerPage key={answer} id={answer} />}
    </>
  );
}
