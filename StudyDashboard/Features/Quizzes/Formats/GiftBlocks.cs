using System.Text;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>A question's lines in a GIFT file.</summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Text">Its text without comments.</param>
/// <param name="Notes">What the comments before it say.</param>
/// <param name="IsClosed">Whether every brace that opens is closed.</param>
internal sealed record GiftBlock(int Line, string Text, string Notes, bool IsClosed)
{
    public const string Category = "$CATEGORY:";

    public bool IsCategory => Text.StartsWith(Category, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Cuts a GIFT file into questions. They stand apart by blank lines; an answer block that a blank line breaks is put together again when
/// it closes before the next question begins, and a title begins a question even without a blank line.
/// </summary>
internal sealed class GiftBlocks
{
    private readonly List<GiftBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _notes = new();
    private int _start;

    public static IReadOnlyList<GiftBlock> Of(string file)
    {
        var blocks = new GiftBlocks();
        var number = 0;
        foreach (var line in file.Split('\n'))
        {
            blocks.Take(++number, line.TrimEnd());
        }
        blocks.End();
        return Joined(blocks._blocks);
    }

    private void Take(int number, string line)
    {
        var trimmed = line.TrimStart();
        if (trimmed.StartsWith("//", StringComparison.Ordinal))
        {
            _notes.Append(trimmed).Append('\n');
            return;
        }
        if (trimmed.Length == 0)
        {
            End();
            return;
        }
        var isCategory = trimmed.StartsWith(GiftBlock.Category, StringComparison.OrdinalIgnoreCase);
        if (_text.Length > 0 && (isCategory || (trimmed.StartsWith("::", StringComparison.Ordinal) && Depth(_text.ToString()) == 0 && GiftText.Find(_text.ToString(), "}") >= 0)))
        {
            End();
        }
        _start = _text.Length == 0 ? number : _start;
        _text.Append(_text.Length == 0 ? trimmed : $"\n{line}");
        if (isCategory)
        {
            End();
        }
    }

    private void End()
    {
        if (_text.Length == 0)
        {
            return;
        }
        var text = _text.ToString();
        _blocks.Add(new GiftBlock(_start, text, _notes.ToString(), Depth(text) <= 0));
        _text.Clear();
        _notes.Clear();
    }

    private static IReadOnlyList<GiftBlock> Joined(List<GiftBlock> blocks)
    {
        var joined = new List<GiftBlock>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var whole = block;
            var next = i;
            while (!whole.IsClosed && next + 1 < blocks.Count && Continues(blocks[next + 1]))
            {
                next++;
                var text = $"{whole.Text}\n\n{blocks[next].Text}";
                whole = whole with { Text = text, IsClosed = Depth(text) <= 0 };
            }
            // What never closes is broken by itself: the questions after it are not.
            (block, i) = whole.IsClosed ? (whole, next) : (block, i);
            joined.Add(block);
        }
        return joined;
    }

    /// <summary>Whether a block can be the rest of an answer block: it begins no question of its own.</summary>
    private static bool Continues(GiftBlock block)
    {
        var brace = GiftText.Find(block.Text, "{}");
        return !block.IsCategory && !block.Text.StartsWith("::", StringComparison.Ordinal) && (brace < 0 || block.Text[brace] == '}');
    }

    private static int Depth(string text)
    {
        var depth = 0;
        for (var at = GiftText.Find(text, "{}"); at >= 0; at = GiftText.Find(text, "{}", at + 1))
        {
            depth += text[at] == '{' ? 1 : -1;
        }
        return depth;
    }
}
