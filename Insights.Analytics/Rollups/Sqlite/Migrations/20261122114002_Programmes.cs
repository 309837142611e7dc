using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Programmes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dispute_cohorts",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    network = table.Column<string>(type: "TEXT", nullable: false),
                    lag = table.Column<int>(type: "INTEGER", nullable: false),
                    disputes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_cohorts", x => new { x.vendor_id, x.month, x.network, x.lag });
                });

            migrationBuilder.CreateTable(
                name: "network_disputes",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    network = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    disputes = table.Column<long>(type: "INTEGER", nullable: false),
                    disputed_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    fraud_disputes = table.Column<long>(type: "INTEGER", nullable: false),
                    fraud_disputed_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    fraud_notices = table.Column<long>(type: "INTEGER", nullable: false),
                    fraud_notices_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network_disputes", x => new { x.vendor_id, x.month, x.network, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "network_payments",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    network = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    payments = table.Column<long>(type: "INTEGER", nullable: false),
                    payments_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network_payments", x => new { x.vendor_id, x.month, x.network, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "programme_edits",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    definition = table.Column<string>(type: "TEXT", nullable: true),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_by = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_edits", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_programme_edits_line_version",
                table: "programme_edits",
                columns: new[] { "line", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dispute_cohorts");

            migrationBuilder.DropTable(
                name: "network_disputes");

            migrationBuilder.DropTable(
                name: "network_payments");

            migrationBuilder.DropTable(
                name: "programme_edits");
        }
    }
}
