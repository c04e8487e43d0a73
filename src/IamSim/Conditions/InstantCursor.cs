namespace IamSim.Conditions;

/// <summary>Reads the parts of an ISO 8601 date and time one after the other.</summary>
internal ref struct InstantCursor(ReadOnlySpan<char> text)
{
    private const int SecondsPerDay = 86_400;

    private readonly int _length = text.Length;
    private ReadOnlySpan<char> _rest = text;

    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD as days since 1970-01-01; missing parts are the first (COND-41).</summary>
    public bool TryReadDate(out long days)
    {
        days = 0;
        int month = 1;
        int day = 1;
        if (!TryReadDigits(4, 4, out int year))
        {
            return false;
        }

        if (TrySkip('-') && !TryReadDigits(2, 2, out month))
        {
            return false;
        }

        if (TrySkip('-') && !TryReadDigits(2, 2, out day))
        {
            return false;
        }

        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month))
        {
            return false;
        }

        days = DaysSinceEpoch(year, month, day);
        // A time may follow a whole date only.
        return _rest.IsEmpty || _length - _rest.Length == 10;
    }

    /// <summary>Thh:mm, Thh:mm:ss or with a fraction of up to nine digits, then a zone; no time is midnight UTC.</summary>
    public bool TryReadTime(long days, out Instant instant)
    {
        instant = new Instant(days * SecondsPerDay, 0);
        if (_rest.IsEmpty)
        {
            return true;
        }

        if (!(TrySkip('T') || TrySkip('t')) || !TryReadDigits(1, 2, out int hour) || !TrySkip(':') || !TryReadDigits(2, 2, out int minute))
        {
            return false;
        }

        int second = 0;
        int nanoseconds = 0;
        if (TrySkip(':') && (!TryReadDigits(2, 2, out second) || (TrySkip('.') && !TryReadFraction(out nanoseconds))))
        {
            return false;
        }

        if (hour > 23 || minute > 59 || second > 59 || !TryReadZone(out int offset))
        {
            return false;
        }

        instant = new Instant(days * SecondsPerDay + hour * 3600 + minute * 60 + second - offset, nanoseconds);
        return true;
    }

    // A missing zone is read as UTC: AWS saves such dates, and every other default of the date forms is UTC.
    private bool TryReadZone(out int offset)
    {
        offset = 0;
        if (_rest.IsEmpty || TrySkip('Z') || TrySkip('z'))
        {
            return _rest.IsEmpty;
        }

        int sign = _rest[0] == '-' ? -1 : 1;
        int minutes = 0;
        if (!(TrySkip('+') || TrySkip('-')) || !TryReadDigits(2, 2, out int hours) || (TrySkip(':') && !TryReadDigits(2, 2, out minutes)))
        {
            return false;
        }

        offset = sign * (hours * 3600 + minutes * 60);
        return _rest.IsEmpty && hours <= 23 && minutes <= 59;
    }

    private bool TryReadFraction(out int nanoseconds)
    {
        int length = _rest.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? _rest.Length : length;
        if (!TryReadDigits(1, 9, out nanoseconds) || length > 9)
        {
            return false;
        }

        for (int i = length; i < 9; i++)
        {
            nanoseconds *= 10;
        }

        return true;
    }

    private bool TryReadDigits(int least, int most, out int value)
    {
        value = 0;
        int count = 0;
        while (count < most && count < _rest.Length && _rest[count] is >= '0' and <= '9')
        {
            value = value * 10 + (_rest[count] - '0');
            count++;
        }

        _rest = _rest[count..];
        return count >= least;
    }

    private bool TrySkip(char c)
    {
        if (_rest.IsEmpty || _rest[0] != c)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int DaysIn(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    // The proleptic Gregorian calendar counted from March, so that the leap day is the last of its year.
    private static long DaysSinceEpoch(int year, int month, int day)
    {
        int y = month <= 2 ? year - 1 : year;
        int era = (y >= 0 ? y : y - 399) / 400;
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
