using System.Globalization;
using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

/// <summary>The forms of dates (COND-40 to COND-45).</summary>
public sealed class InstantTests
{
    [Theory]
    [InlineData("2026", "2026-01-01T00:00:00")]
    [InlineData("2026-03", "2026-03-01T00:00:00")]
    [InlineData("2026-03-04", "2026-03-04T00:00:00")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00")]
    [InlineData("2000-02-29", "2000-02-29T00:00:00")]
    [InlineData("1970-01-01", "1970-01-01T00:00:00")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31T23:59:59")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59")]
    [InlineData("2026-04-30", "2026-04-30T00:00:00")]
    [InlineData("2026-01-31", "2026-01-31T00:00:00")]
    [InlineData("2026-12-31", "2026-12-31T00:00:00")]
    [InlineData("1900-02-28", "1900-02-28T00:00:00")]
    [InlineData("1900-03-01", "1900-03-01T00:00:00")]
    [InlineData("2026-03-04T05:06", "2026-03-04T05:06:00")]
    [InlineData("2026-03-04T5:06Z", "2026-03-04T05:06:00")]
    [InlineData("2026-03-04t05:06:07z", "2026-03-04T05:06:07")]
    [InlineData("2026-03-04T05:06:07", "2026-03-04T05:06:07")]
    [InlineData("2026-03-04T23:59:59Z", "2026-03-04T23:59:59")]
    [InlineData("2026-03-04T05:06:07+02:30", "2026-03-04T02:36:07")]
    [InlineData("2026-03-04T05:06:07-02:30", "2026-03-04T07:36:07")]
    [InlineData("2026-03-04T05:06:07+0230", null)]
    [InlineData("2026-03-04T05:06:07+02", "2026-03-04T03:06:07")]
    [InlineData("2026-03-04T05:06:07+23:59", "2026-03-03T05:07:07")]
    [InlineData("1772600767", "2026-03-04T05:06:07")]
    [InlineData("-1", "1969-12-31T23:59:59")]
    [InlineData("12345", "1970-01-01T03:25:45")]
    [InlineData("-1234", "1969-12-31T23:39:26")]
    [InlineData("-292275054", "1960-09-27T04:29:06")]
    [InlineData("-292275055", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("2025-02-29", null)]
    [InlineData("1900-02-29", null)]
    [InlineData("2026-04-31", null)]
    [InlineData("2026-06-31", null)]
    [InlineData("2026-09-31", null)]
    [InlineData("2026-11-31", null)]
    [InlineData("2026-01-32", null)]
    [InlineData("2026-00-01", null)]
    [InlineData("2026-13-01", null)]
    [InlineData("2026-01-00", null)]
    [InlineData("2026-1-01", null)]
    [InlineData("2026-01-1", null)]
    [InlineData("2026-", null)]
    [InlineData("2026-01-", null)]
    [InlineData("20260304", "1970-08-23T11:51:44")]
    [InlineData("2026-0304", null)]
    [InlineData("2026-03T05:06Z", null)]
    [InlineData("2026T05:06Z", null)]
    [InlineData("2026-03-04 05:06Z", null)]
    [InlineData("2026-03-04T", null)]
    [InlineData("T05:06Z", null)]
    [InlineData("T05:06:07", null)]
    [InlineData("Z", null)]
    [InlineData("2026-03-04T05", null)]
    [InlineData("2026-03-04T05Z", null)]
    [InlineData("2026-03-04T05:6Z", null)]
    [InlineData("2026-03-04T:06Z", null)]
    [InlineData("2026-03-04T24:00Z", null)]
    [InlineData("2026-03-04T05:60Z", null)]
    [InlineData("2026-03-04T05:06:60Z", null)]
    [InlineData("2026-03-04T05:06:7Z", null)]
    [InlineData("2026-03-04T05:06:Z", null)]
    [InlineData("2026-03-04T05:06:07ZZ", null)]
    [InlineData("2026-03-04T05:06:07X", null)]
    [InlineData("2026-03-04T05:06:07+", null)]
    [InlineData("2026-03-04T05:06:07+2", null)]
    [InlineData("2026-03-04T05:06:07+24:00", null)]
    [InlineData("2026-03-04T05:06:07+02:60", null)]
    [InlineData("2026-03-04T05:06:07+02:3", null)]
    [InlineData("2026-03-04T05:06:07+02:30x", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("abc", null)]
    [InlineData("202", "1970-01-01T00:03:22")]
    public void A_date_is_read_to_the_second(string text, string? expected)
    {
        bool isRead = Instant.TryParse(text, out Instant instant);

        Assert.Equal(expected, isRead ? DateTimeOffset.FromUnixTimeSeconds(instant.Seconds).UtcDateTime.ToString("s", CultureInfo.InvariantCulture) : null);
        Assert.Equal(0, isRead ? instant.Nanoseconds : 0);
    }

    [Theory]
    [InlineData("2026-03-04T05:06:07.5Z", 500_000_000)]
    [InlineData("2026-03-04T05:06:07.000000001Z", 1)]
    [InlineData("2026-03-04T05:06:07.123456789Z", 123_456_789)]
    [InlineData("2026-03-04T05:06:07.123456789", 123_456_789)]
    [InlineData("2026-03-04T05:06:07.25+01:00", 250_000_000)]
    [InlineData("2026-03-04T05:06:07.Z", null)]
    [InlineData("2026-03-04T05:06:07.1234567890Z", null)]
    [InlineData("2026-03-04T05:06:07.", null)]
    [InlineData("2026-03-04T05:06.5Z", null)]
    public void A_fraction_has_one_to_nine_digits(string text, int? expected)
    {
        bool isRead = Instant.TryParse(text, out Instant instant);

        Assert.Equal(expected, isRead ? instant.Nanoseconds : null);
    }

    [Fact]
    public void A_text_of_more_than_64_characters_is_none()
    {
        Assert.True(Instant.TryParse(new string('0', 63) + "7", out Instant instant));
        Assert.Equal(7, instant.Seconds);
        Assert.False(Instant.TryParse(new string('0', 64) + "7", out _));
    }

    [Fact]
    public void Every_day_follows_the_one_before()
    {
        long days = -27_393;
        for (DateTime day = new(1895, 1, 1); day.Year < 2006; day = day.AddDays(1), days++)
        {
            Assert.True(Instant.TryParse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out Instant instant));
            Assert.Equal(days * 86_400, instant.Seconds);
        }

        Assert.True(Instant.TryParse("0000-02-29", out Instant beforeAll));
        Assert.Equal(-719_469 * 86_400L, beforeAll.Seconds);
        Assert.True(Instant.TryParse("0000-03-01", out Instant next));
        Assert.Equal(-719_468 * 86_400L, next.Seconds);
    }

    [Fact]
    public void Instants_compare_by_seconds_then_by_nanoseconds()
    {
        Assert.True(new Instant(1, 9).CompareTo(new Instant(2, 0)) < 0);
        Assert.True(new Instant(2, 0).CompareTo(new Instant(1, 9)) > 0);
        Assert.True(new Instant(1, 1).CompareTo(new Instant(1, 2)) < 0);
        Assert.Equal(0, new Instant(1, 1).CompareTo(new Instant(1, 1)));
    }

    [Theory]
    [InlineData("1T", true)]
    [InlineData("12t", true)]
    [InlineData("1234567890123456789T", true)]
    [InlineData("12345678901234567890T", false)]
    [InlineData("T", false)]
    [InlineData("1", false)]
    [InlineData("1X", false)]
    [InlineData("x1T", false)]
    [InlineData("-1T", false)]
    [InlineData("", false)]
    public void Digits_and_a_T_are_saved_but_are_no_date(string text, bool expected)
    {
        Assert.Equal(expected, Instant.IsSavedButNeverMatches(text));
        Assert.False(expected && Instant.TryParse(text, out _));
    }
}
