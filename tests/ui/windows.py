"""What the browser tests of the pages share: opening one, and waiting until it can be used."""

from playwright.sync_api import expect

from extractor.messages import render


def title(name, lang="zh"):
    """The heading of a page."""
    return render(f"ui.{name}.title", lang=lang)


def heading(page, name, lang="zh"):
    """Where the heading of a page stands."""
    return page.get_by_role("heading", name=title(name, lang), exact=True)


def open_page(page, server, name, query=""):
    """Open a page by its address and wait until it is drawn to its end."""
    page.goto(f"{server}/{name}{query}")
    settled(page, heading(page, name))


def settled(page, shown):
    """Wait until something is shown and all that comes with it is drawn, so that nothing moves or is made anew."""
    expect(shown).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def in_english(page, name):
    """Switch to English and wait until the page is drawn in it."""
    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    settled(page, heading(page, name, "en"))


def language_kept(page, lang):
    """Wait until the browser has the language that was chosen."""
    page.wait_for_function("(kept) => document.cookie.includes(kept)", arg=f"nianbao_language={lang}")


def tables(page, count):
    """Wait until so many tables are drawn, and return them."""
    found = page.get_by_test_id("stDataFrame")
    expect(found).to_have_count(count)
    for number in range(count):
        expect(found.nth(number).locator("canvas").first).to_be_visible()
    return found
