from extractor.ask.streaming import Step, ask_stream


def streamed(asker, question):
    return list(ask_stream(asker, question))


def test_an_answer_comes_in_parts_that_are_the_whole(asker):
    question = "2022年所有单位一共收到多少件申请"
    events = streamed(asker, question)
    whole = asker.ask(question)
    lines = [event.text for event in events if event.step is Step.TEXT]
    assert events[0].query == whole.query
    assert lines == whole.text.splitlines()
    assert next(event.table for event in events if event.step is Step.TABLE) == whole.table
    assert events[-1].answer == whole


def test_a_refusal_has_a_plan_a_text_and_an_end(asker):
    events = streamed(asker, "荻坪市气象局2022年申请量")
    assert events[0].query is None
    assert {event.step for event in events} == {Step.PLAN, Step.TEXT, Step.DONE}
