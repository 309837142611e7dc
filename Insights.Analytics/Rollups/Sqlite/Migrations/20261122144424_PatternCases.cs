using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PatternCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pattern_cases",
                columns: table => new
                {
                    pattern_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_key = table.Column<long>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pattern_cases", x => new { x.pattern_id, x.dispute_key });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pattern_cases");
        }
    }
}
