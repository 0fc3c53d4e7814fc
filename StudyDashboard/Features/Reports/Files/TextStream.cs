using System.Text;

namespace StudyDashboard.Features.Reports.Files;

/// <summary>Writes text to a stream in pieces: what is gathered never grows with the length of the whole.</summary>
internal sealed class TextStream(Stream output)
{
    private const int Piece = 32 * 1024;

    private readonly StringBuilder _gathered = new(2 * Piece);
    private byte[] _bytes = new byte[8 * Piece];

    /// <summary>What is gathered since the last piece; add to it.</summary>
    public StringBuilder Text => _gathered;

    /// <summary>Writes what is gathered, if it is enough.</summary>
    public ValueTask PassAsync(CancellationToken cancellationToken) => _gathered.Length < Piece ? ValueTask.CompletedTask : new ValueTask(FlushAsync(cancellationToken));

    /// <summary>Writes what is gathered.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var text = _gathered.ToString();
        _gathered.Clear();
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        _bytes = _bytes.Length < most ? new byte[most] : _bytes;
        await output.WriteAsync(_bytes.AsMemory(0, Encoding.UTF8.GetBytes(text, _bytes)), cancellationToken);
    }
}
