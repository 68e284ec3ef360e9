namespace FgClip.Kernels;

/// <summary>A number that is known when a kernel is compiled, so that what it does not need is left out.</summary>
internal interface ITileSize
{
    static abstract int Value { get; }
}

/// <summary>The sizes that tiles have.</summary>
internal static class TileSize
{
    public readonly struct One : ITileSize
    {
        public static int Value => 1;
    }

    public readonly struct Two : ITileSize
    {
        public static int Value => 2;
    }

    public readonly struct Three : ITileSize
    {
        public static int Value => 3;
    }

    public readonly struct Four : ITileSize
    {
        public static int Value => 4;
    }

    public readonly struct Five : ITileSize
    {
        public static int Value => 5;
    }

    public readonly struct Six : ITileSize
    {
        public static int Value => 6;
    }
}
