using System.Buffers.Binary;
using System.Reflection.Emit;

namespace StudyDashboard.Tests.Architecture;

/// <summary>Walks the instructions of a method body and hands out the metadata tokens in them.</summary>
internal ref struct InstructionReader(ReadOnlySpan<byte> body)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(f => f.GetValue(null)).OfType<OpCode>().ToDictionary(c => c.Value);

    private ReadOnlySpan<byte> _rest = body;

    public bool Next(out int? token)
    {
        token = null;
        if (_rest.IsEmpty)
        {
            return false;
        }
        var isLong = _rest[0] == 0xFE;
        var code = Codes[isLong ? (short)(0xFE00 | _rest[1]) : _rest[0]];
        _rest = _rest[(isLong ? 2 : 1)..];
        switch (code.OperandType)
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                token = BinaryPrimitives.ReadInt32LittleEndian(_rest);
                _rest = _rest[4..];
                break;
            case OperandType.InlineSwitch:
                _rest = _rest[(4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(_rest)))..];
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                _rest = _rest[8..];
                break;
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                _rest = _rest[1..];
                break;
            case OperandType.InlineVar:
                _rest = _rest[2..];
                break;
            default:
                _rest = _rest[4..];
                break;
        }
        return true;
    }
}
