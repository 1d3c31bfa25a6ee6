"""Runs the unmodified Python SDK and lets it send everything it can send to the server named on the command line.

Every property that these events define by themselves begins with `our_`; all the rest is made by the SDK.
"""

import contextlib
import datetime
import sys

import sensorsanalytics
from sensorsanalytics.sdk import SensorsAnalyticsIdentity as Identity


def send_everything(sdk):
    sdk.register_super_properties({"$app_version": "3.4.3", "our_plan": "free “forever”"})
    sdk.track("anonymous-1", "our_recipe_opened", {
        "our_title": "Crème brûlée “à l’ancienne” – 麻婆豆腐 🥘👩🏽‍🍳 مرحبا",
        "our_quotes": "\"double\" 'single' \\backslash\\ /slash/ </script>",
        "our_control": "\u0000\u0001\b\t\n\v\f\r\u001f\u007f\u2028\u2029\ufeff",
        "our_half": "cut in the middle \ud83e",
        "our_form": "a=1&b=2+3%2B%26 100%;?#",
        "our_empty": "",
        "our_tags": ["sweet", "très bon", "🍮", ""],
        "our_list": [],
        "our_nothing": None,
        "our_true": True,
        "our_opened": datetime.datetime(2020, 5, 8, 11, 43, 47, 123456),
        "our_day": datetime.date(2020, 5, 8),
        "$ip": "192.0.2.7",
        "$user_agent": "Mozilla/5.0 (Linux; U; Android 9) Invented/1.0",
    })
    sdk.track("invented-user-7", "our_numbers", {
        "our_beyond_double": 9007199254740993,
        "our_beyond_64_bits": 123456789012345678901234567890,
        "our_tenth": 0.1 + 0.2,
        "our_huge": 1.7976931348623157e308,
        "our_tiny": 5e-324,
        "our_exponent": 1e22,
        "our_minus_zero": -0.0,
        "our_negative": -273,
        "our_whole_float": 1.0,
    }, is_login_id=True)
    sdk.track("anonymous-1", "our_control_properties", {
        "$time": datetime.datetime(2020, 5, 8, 11, 43, 47, 123000),
        "$project": "other",
        "$token": "invented-token",
    })
    sdk.track_signup("invented-user-7", "anonymous-1", {"our_channel": "newsletter"})
    sdk.profile_set("invented-user-7", {"$city": "Zürich", "our_height": 1.74}, is_login_id=True)
    sdk.profile_set_once("invented-user-7", {"our_joined": datetime.datetime(2020, 5, 8, 11, 43, 47)}, is_login_id=True)
    sdk.profile_increment("invented-user-7", {"our_cooked": 2}, is_login_id=True)
    sdk.profile_append("invented-user-7", {"our_dishes": ["Rösti", "麻婆豆腐"]}, is_login_id=True)
    sdk.profile_unset("invented-user-7", ["our_height"], is_login_id=True)
    sdk.profile_delete("invented-user-7", is_login_id=True)
    sdk.item_set("our_recipe", "recipe-1", {"our_name": "Rösti", "our_price": 12.5})
    sdk.item_delete("our_recipe", "recipe-1", {})
    login = Identity(Identity.LOGIN_ID, "invented-user-7")
    mail = Identity(Identity.EMAIL, "maja.invented@example.com")
    mobile = Identity(Identity.MOBILE, "+41790000000")
    sdk.bind(login, mail, mobile)
    sdk.unbind(mobile)
    sdk.track_by_id("our_recipe_cooked", {"our_minutes": 45}, mail)
    sdk.profile_set_by_id({"our_city": "Bern"}, login)
    sdk.profile_set_once_by_id({"our_city": "Bern"}, login)
    sdk.profile_increment_by_id({"our_cooked": -1}, login)
    sdk.profile_append_by_id({"our_dishes": ["🥘"]}, login)
    sdk.profile_unset_by_id(["our_city"], login)
    sdk.profile_delete_by_id(login)


def main(server):
    consumers = {
        "default": sensorsanalytics.DefaultConsumer,
        "batch": lambda url: sensorsanalytics.BatchConsumer(url, max_size=7),
        "async": lambda url: sensorsanalytics.AsyncBatchConsumer(url, flush_max_time=0.05, flush_size=5),
        "debug": sensorsanalytics.DebugConsumer,
        "debug-dry": lambda url: sensorsanalytics.DebugConsumer(url, write_data=False),
    }
    for name, consumer in consumers.items():
        sdk = sensorsanalytics.SensorsAnalytics(
            consumer(f"{server}/sa?project=recipes&producer={name}"),
            project_name="recipes" if name == "batch" else None,
            enable_time_free=name == "async",
        )
        # The debug consumer prints every message.
        with contextlib.redirect_stdout(None):
            send_everything(sdk)
            sdk.close()


if __name__ == "__main__":
    main(sys.argv[1])
