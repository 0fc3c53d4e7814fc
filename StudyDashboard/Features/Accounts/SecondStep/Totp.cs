using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Accounts.SecondStep;

/// <summary>Codes of an authenticator app: RFC 6238 with what every app knows without asking, HMAC-SHA1, 30 seconds and six digits.</summary>
public static class Totp
{
    public const int Digits = 6;

    private const int SecondsAStep = 30;

    // RFC 4648, section 6.
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new key: 160 bits, as long as the hash (RFC 4226, section 4).</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The step that an instant lies in.</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / SecondsAStep;

    /// <summary>The code of a step.</summary>
    public static string CodeOf(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard says SHA-1; an HMAC does not ask that its hash resists collisions.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step whose code this is, of those around now: a phone's clock may be one step off, and typing takes time. Steps up to
    /// <paramref name="used"/> do not count any more. Null when it is none of them.
    /// </summary>
    public static long? Match(ReadOnlySpan<byte> key, string? typed, DateTimeOffset now, long used)
    {
        var code = Encoding.UTF8.GetBytes((typed ?? "").Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(key, step)), code) && step > used)
            {
                found ??= step;
            }
        }
        return found;
    }

    /// <summary>A key as a person types it into an app, in groups of four.</summary>
    public static string TextOf(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var octet in key)
        {
            (buffer, bits) = ((buffer << 8) | octet, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0)
        {
            text.Append(Base32[buffer << (5 - bits)]);
        }
        return string.Join(' ', text.ToString().Chunk(4).Select(group => new string(group)));
    }

    /// <summary>The key of a <see cref="TextOf"/>.</summary>
    public static byte[] KeyOf(string text)
    {
        var key = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in text.Where(c => c != ' '))
        {
            (buffer, bits) = ((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                key.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }
        return [.. key];
    }

    /// <summary>The address that an app reads from the QR code (the Key URI format that all of them follow).</summary>
    public static string AddressOf(ReadOnlySpan<byte> key, string account) =>
        $"otpauth://totp/StudyDashboard:{Uri.EscapeDataString(account)}?secret={TextOf(key).Replace(" ", "", StringComparison.Ordinal)}&issuer=StudyDashboard";
}
