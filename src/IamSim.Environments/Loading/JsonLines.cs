namespace IamSim.Environments.Loading;

/// <summary>Reads a file of one JSON value a line, line by line. Not thread-safe.</summary>
internal sealed class JsonLines(Stream stream)
{
    /// <summary>How much of the beginning of a file is enough to tell whether it holds lines.</summary>
    public const int Start = 1 << 20;

    private const int LargestLine = 1 << 29;

    private byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;
    private int _length;
    private bool _isFinal;

    /// <summary>The number of the line, 1-based.</summary>
    public int Number { get; private set; }

    /// <summary>The line without white space at its end; valid until the next one.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_at - _length, _length).TrimEnd("\r\n \t"u8);

    /// <summary>Whether a file holds lines: its name says so, or its first two lines are values of their own.</summary>
    /// <param name="file">The file.</param>
    /// <param name="utf8">Its beginning.</param>
    public static bool Are(EnvironmentFile file, ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> first = Take(ref utf8);
        if (file.IsJsonLines)
        {
            // A value over several lines under the name of lines is still read as one.
            return !IsOpen(first);
        }

        ReadOnlySpan<byte> second = Take(ref utf8);
        return first is [(byte)'{' or 0xEF, .., (byte)'}'] && second is [(byte)'{', ..] && !IsOpen(second) && !HasContinuation(utf8);
    }

    // A line that goes on with the value of the one before: values of their own stand behind each other, but not one a line.
    private static bool HasContinuation(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            if (Take(ref utf8) is [(byte)' ' or (byte)'\t' or (byte)'"' or (byte)'}' or (byte)']', ..])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next line; <c>false</c> at the end.</summary>
    /// <exception cref="IOException">The stream cannot be read, or a line is too long.</exception>
    public bool Next()
    {
        int searched = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_at + searched, _end - _at - searched).IndexOf((byte)'\n');
            if (found >= 0 || _isFinal)
            {
                _length = found >= 0 ? searched + found + 1 : _end - _at;
                _at += _length;
                Number++;
                SkipMark();
                return _length > 0 || found >= 0;
            }

            searched = _end - _at;
            Refill();
        }
    }

    private void Refill()
    {
        int rest = _end - _at;
        if (rest > LargestLine)
        {
            throw new IOException($"line {Number + 1} is longer than {LargestLine >> 20} MB");
        }

        byte[] target = rest > _buffer.Length / 2 ? new byte[2 * _buffer.Length] : _buffer;
        _buffer.AsSpan(_at, rest).CopyTo(target);
        (_buffer, _at, _end) = (target, 0, rest);
        int read = stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _isFinal = read < _buffer.Length - _end;
        _end += read;
    }

    private void SkipMark()
    {
        if (Number == 1 && _buffer.AsSpan(_at - _length, _length).StartsWith("\uFEFF"u8))
        {
            _length -= 3;
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.TrimStart("\r\n"u8);
        int end = utf8.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (end < 0 ? utf8 : utf8[..end]).TrimEnd("\r \t"u8);
        utf8 = end < 0 ? default : utf8[(end + 1)..];
        return line;
    }

    private static bool IsOpen(ReadOnlySpan<byte> line) => line is [.., (byte)'{' or (byte)'[' or (byte)','];
}
