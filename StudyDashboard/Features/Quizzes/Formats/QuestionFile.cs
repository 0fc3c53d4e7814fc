using System.Text;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>Reads a text file whatever program wrote it: UTF-8 or UTF-16, with a mark or without, and what is neither as Windows-1252.</summary>
internal static class QuestionFile
{
    public static string Decode(Stream content)
    {
        content.Position = 0;
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        var bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        return EncodingOf(bytes, out var mark).GetString(bytes[mark..]).Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes, out int mark)
    {
        mark = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? 2 : 0;
        if (mark == 2)
        {
            return bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }
        var start = bytes[..Math.Min(bytes.Length, 200)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            (even, odd) = start[i] != 0 ? (even, odd) : i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
        }
        if (odd > start.Length / 4 || even > start.Length / 4)
        {
            return odd >= even ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;
    }
}
