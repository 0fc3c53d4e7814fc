using System.Buffers.Binary;
using System.Text;

namespace StudyDashboard.Tests.Faults;

/// <summary>As much of blazorpack, which is MessagePack in frames with their length in front, as a circuit's messages take.</summary>
internal static class BlazorPack
{
    /// <summary>Takes the first whole message out of what has come; null when it is not there yet.</summary>
    public static byte[]? Take(List<byte> held)
    {
        var (length, shift, at) = (0, 0, 0);
        do
        {
            if (at >= held.Count)
            {
                return null;
            }
            length |= (held[at] & 0x7F) << shift;
            shift += 7;
        }
        while ((held[at++] & 0x80) != 0);
        if (held.Count < at + length)
        {
            return null;
        }
        var message = held.GetRange(at, length).ToArray();
        held.RemoveRange(0, at + length);
        return message;
    }

    /// <summary>What stands before a message of so many bytes.</summary>
    public static IEnumerable<byte> Length(int length)
    {
        for (; length > 0x7F; length >>= 7)
        {
            yield return (byte)(length | 0x80);
        }
        yield return (byte)length;
    }

    /// <summary>Writes a value: nothing, a truth, a whole number or a text.</summary>
    public static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null:
                to.Add(0xC0);
                break;
            case bool truth:
                to.Add(truth ? (byte)0xC3 : (byte)0xC2);
                break;
            case long number:
                to.Add(0xD3);
                var bytes = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(bytes, number);
                to.AddRange(bytes);
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
                to.Add(0xDB);
                to.AddRange(length);
                to.AddRange(utf8);
                break;
            default:
                throw new ArgumentException($"{value} cannot be written.", nameof(value));
        }
    }

    /// <summary>The parts of a message. What nobody asks for here (bytes, fractions, maps) is null.</summary>
    public static List<object?> Read(byte[] message)
    {
        var at = 0;
        return (List<object?>)Parse(message, ref at)!;
    }

    private static object? Parse(byte[] bytes, ref int at)
    {
        var kind = bytes[at++];
        switch (kind)
        {
            case < 0x80:
                return (long)kind;
            case < 0x90:
                return Map(bytes, kind & 0x0F, ref at);
            case < 0xA0:
                return List(bytes, kind & 0x0F, ref at);
            case < 0xC0:
                return Text(bytes, kind & 0x1F, ref at);
            case 0xC0:
                return null;
            case 0xC2 or 0xC3:
                return kind == 0xC3;
            case 0xC4 or 0xD9:
                return kind == 0xD9 ? Text(bytes, (int)Number(bytes, 1, ref at), ref at) : Skip(bytes, (int)Number(bytes, 1, ref at), ref at);
            case 0xC5 or 0xDA:
                return kind == 0xDA ? Text(bytes, (int)Number(bytes, 2, ref at), ref at) : Skip(bytes, (int)Number(bytes, 2, ref at), ref at);
            case 0xC6 or 0xDB:
                return kind == 0xDB ? Text(bytes, (int)Number(bytes, 4, ref at), ref at) : Skip(bytes, (int)Number(bytes, 4, ref at), ref at);
            case 0xCA:
                return Skip(bytes, 4, ref at);
            case 0xCB:
                return Skip(bytes, 8, ref at);
            case >= 0xCC and <= 0xCF:
                return Number(bytes, 1 << (kind - 0xCC), ref at);
            case >= 0xD0 and <= 0xD3:
                return Number(bytes, 1 << (kind - 0xD0), ref at);
            case 0xDC:
                return List(bytes, (int)Number(bytes, 2, ref at), ref at);
            case 0xDE:
                return Map(bytes, (int)Number(bytes, 2, ref at), ref at);
            case >= 0xE0:
                return (long)(sbyte)kind;
            default:
                throw new InvalidOperationException($"The server sent 0x{kind:x2}.");
        }
    }

    private static long Number(byte[] bytes, int size, ref int at)
    {
        long value = 0;
        for (var end = at + size; at < end; at++)
        {
            value = (value << 8) | bytes[at];
        }
        return value;
    }

    private static string Text(byte[] bytes, int length, ref int at) => Encoding.UTF8.GetString(bytes, (at += length) - length, length);

    private static object? Skip(byte[] bytes, int length, ref int at)
    {
        at += Math.Min(length, bytes.Length - at);
        return null;
    }

    private static List<object?> List(byte[] bytes, int count, ref int at)
    {
        var list = new List<object?>();
        for (var i = 0; i < count; i++)
        {
            list.Add(Parse(bytes, ref at));
        }
        return list;
    }

    private static object? Map(byte[] bytes, int count, ref int at)
    {
        _ = List(bytes, 2 * count, ref at);
        return null;
    }
}
