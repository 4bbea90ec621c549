"""Two ways to work a page: with the mouse, which needs no script, and with the keyboard alone."""

from abc import ABC, abstractmethod

from playwright.sync_api import Download, Locator, Page, expect

MOST_TABS = 400
"""A reader who has pressed the tab key this often has been round the longest page."""
HAS_FOCUS = "element => element === document.activeElement"
SHOWS_FOCUS = """element => {
    const drawn = style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)';
    const label = document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
    return element.matches(':focus-visible') && (drawn(getComputedStyle(element))
        || (label !== null && drawn(getComputedStyle(label, '::before'))));
}"""
"""Whether what has the focus shows it: by itself, or by the box drawn with its label."""
IN_WINDOW = """element => {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


class Hand(ABC):
    """Somebody's way to work a page."""

    def __init__(self, page: Page) -> None:
        """Take the page to be worked."""
        self.page = page

    @abstractmethod
    def press(self, control: Locator) -> None:
        """Press a button or follow a link that leads to another page, and wait for it."""

    @abstractmethod
    def choose(self, control: Locator) -> None:
        """Choose a radio button, or tick a box."""

    @abstractmethod
    def write(self, control: Locator, text: str) -> None:
        """Write into a field, in place of what stands there."""

    @abstractmethod
    def follow(self, control: Locator) -> None:
        """Open what is folded away, or set off a download."""

    def take_along(self, link: Locator) -> Download:
        """Download what a link leads to."""
        with self.page.expect_download() as download:
            self.follow(link)
        return download.value


class Mouse(Hand):
    """Points and clicks; of the keyboard it uses the letters."""

    def press(self, control: Locator) -> None:
        """Click, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            control.click()

    def choose(self, control: Locator) -> None:
        """Click what is chosen."""
        control.check()

    def write(self, control: Locator, text: str) -> None:
        """Write, in place of what stands there."""
        control.fill(text)

    def follow(self, control: Locator) -> None:
        """Click."""
        control.click()


class Keyboard(Hand):
    """Never points: goes by the tab key, and sees where the focus is at each thing it works."""

    def press(self, control: Locator) -> None:
        """Press enter, and wait for the page that it leads to."""
        self._reach(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, control: Locator) -> None:
        """Go to a box and press space, or round the radio buttons of a group."""
        if control.is_checked():
            return
        if control.get_attribute("type") == "checkbox":
            self._reach(control)
            self.page.keyboard.press("Space")
        else:
            self._go_round(control)
        expect(control).to_be_checked()

    def write(self, control: Locator, text: str) -> None:
        """Select what stands there, and write over it."""
        self._reach(control)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def follow(self, control: Locator) -> None:
        """Press enter."""
        self._reach(control)
        self.page.keyboard.press("Enter")

    def _go_round(self, control: Locator) -> None:
        """Enter a group of radio buttons, and go on with the arrow keys until one has the focus."""
        name = control.get_attribute("name")
        group = self.page.locator(f'input[type=radio][name="{name}"]')
        chosen = group.locator("xpath=self::*[@checked]")
        self._reach(chosen.first if chosen.count() else group.first)
        for _ in range(group.count()):
            if control.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")

    def _reach(self, control: Locator) -> None:
        """Press the tab key until a control has the focus, and see that it shows it."""
        expect(control).to_have_count(1)
        element = control.element_handle()
        for _ in range(MOST_TABS):
            if element.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("Tab")
        assert element.evaluate(HAS_FOCUS), f"{control} can't be reached on {self.page.url}"
        assert element.evaluate(SHOWS_FOCUS), f"{control} hides its focus on {self.page.url}"
        assert element.evaluate(IN_WINDOW), f"{control} is out of sight on {self.page.url}"
