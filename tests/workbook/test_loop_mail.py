"""What another thread says arrives in the loop, all of it and in order."""

import asyncio
import threading
from functools import partial

from deepdive.workbook.loop_mail import LoopMail


def test_everything_arrives_in_the_order_of_the_calls() -> None:
    async def story() -> list[int]:
        mail, arrived, done = LoopMail(), list[int](), asyncio.Event()

        def note(number: int, _: BaseException | None) -> None:
            arrived.append(number)

        def work() -> None:
            for act in acts:
                act(None)

        acts = [mail.bring(partial(note, number)) for number in range(1000)]
        acts.append(mail.bring(lambda _: done.set()))

        thread = threading.Thread(target=work)
        thread.start()
        await asyncio.wait_for(done.wait(), 20)
        thread.join()
        return arrived

    assert asyncio.run(story()) == list(range(1000))


def test_what_arrives_while_others_are_delivered_is_delivered_too() -> None:
    async def story() -> list[str]:
        mail, said, done = LoopMail(), list[str](), asyncio.Event()

        def first(_: BaseException | None) -> None:
            said.append("first")
            mail.bring(second)(None)

        def second(_: BaseException | None) -> None:
            said.append("second")
            done.set()

        mail.bring(first)(None)
        await asyncio.wait_for(done.wait(), 20)
        return said

    assert asyncio.run(story()) == ["first", "second"]


def test_a_fault_is_brought_as_it_is() -> None:
    async def story() -> BaseException | None:
        mail: LoopMail = LoopMail()
        answer: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()
        mail.bring(answer.set_result)(OSError("disk full"))
        return await asyncio.wait_for(answer, 20)

    assert str(asyncio.run(story())) == "disk full"
